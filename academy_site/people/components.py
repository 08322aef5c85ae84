"""What the people app shows on pages of others."""

from academy_site.foundation.desk import Panel
from academy_site.people.models import User
from academy_site.people.selectors import inbox_of
from academy_site.people.selectors.schools import Belonging


class InboxPanel(Panel):
    """The newest messages of a person, on the learner's home."""

    template_name = "people/parts/inbox_panel.html"
    order = 80
    newest = 3

    def __init__(self, person: User):
        self.person = person

    def get_context_data(self, parent_context):
        """Add the newest messages."""
        return {"inbox": list(inbox_of(self.person)[: self.newest]), "request": parent_context.get("request")}


class SchoolsPanel(Panel):
    """The schools of a person, on the learner's home."""

    template_name = "people/parts/schools_panel.html"
    order = 70

    def __init__(self, belongings: list[Belonging]):
        self.belongings = belongings

    def get_context_data(self, parent_context):
        """Add the schools with their roles."""
        return {"belongings": self.belongings}
