"""The small network that comes with the package: what it says of every token, for the rooms that read with it."""

from travaux.network.chances import log_odds, weigh
from travaux.network.running import Floats, Network, Seen, SeenWindow, WeightsError, load_network

__all__ = ["Floats", "Network", "Seen", "SeenWindow", "WeightsError", "load_network", "log_odds", "weigh"]
