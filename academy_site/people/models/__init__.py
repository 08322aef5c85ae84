"""People and what the academy keeps for them, and the schools they work at."""

from .departure import Departure
from .former_colleague import FormerColleague
from .joining import JoinRequest, SchoolHandover, SchoolInvitation
from .letter import Letter
from .message import Message
from .parked_form import ParkedForm
from .school import School, SchoolHoliday, SchoolMembership
from .school_care import SchoolClaim, SchoolMerge
from .user import User, UserManager

__all__ = [
    "Departure",
    "FormerColleague",
    "JoinRequest",
    "Letter",
    "Message",
    "ParkedForm",
    "School",
    "SchoolClaim",
    "SchoolHandover",
    "SchoolHoliday",
    "SchoolInvitation",
    "SchoolMembership",
    "SchoolMerge",
    "User",
    "UserManager",
]
