"""What can go wrong, in two classes: what a user can mend, and bugs (any other exception)."""


class UserError(Exception):
    """Something the user can mend, told in one sentence that says what to do next.

    ``key`` names the sentence in the message files and ``values`` fills it, so that the command line and
    the page say the same in three languages. The English sentence is what ``str()`` gives.
    """

    def __init__(self, sentence: str, *, key: str = "", **values: object) -> None:
        super().__init__(sentence)
        self.key = key
        self.values = values
