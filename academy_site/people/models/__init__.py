"""People and what the academy keeps for them."""

from .departure import Departure
from .former_colleague import FormerColleague
from .letter import Letter
from .message import Message
from .parked_form import ParkedForm
from .user import User, UserManager

__all__ = ["Departure", "FormerColleague", "Letter", "Message", "ParkedForm", "User", "UserManager"]
