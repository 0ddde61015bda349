"""The one error of this package."""


class TemplateFault(Exception):
    """Something is wrong in a prompt template: where, what, and what to do. Line and column count from 1.

    `file` is as it is shown to a person, e.g. `prompts/wan-2.2.j2`, and empty where the fault is in no file. What is wrong with a
    file as a whole is at its beginning.
    """

    def __init__(self, file: str, line: int, column: int, message: str) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        super().__init__(f"{file}:{line}:{column}: {message}" if file else message)
