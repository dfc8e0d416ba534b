"""On which line of a TOML text does each key stand? tomllib reads the values but does not say."""

import re
import tomllib

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?""""{0,2}'  # the longest first: text over several lines
    r"|'''.*?''''{0,2}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*')"
    r"|(?P<skip>[ \t\r]+|\#[^\n]*)"
    r"|(?P<mark>[\n\[\]{}=,.])"
    r"|(?P<word>[^\s\[\]{}=,.\"'#]+)",
    re.DOTALL,
)


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and element in a text that tomllib accepts.

    The paths are those of the values: `("accounts", 0, "credentials", "key")`.
    """
    return _Reader(text).read()


class _Reader:
    """Walks the tokens once. Leans on the text being good TOML: it only looks for names."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, int]] = []
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.last: dict[Path, int] = {}
        line = 1
        for found in _TOKEN.finditer(text):
            if found.lastgroup != "skip":
                self.tokens.append((found[0], line))
            line += found[0].count("\n")

    def read(self) -> dict[Path, int]:
        table: Path = ()
        while self.at < len(self.tokens):
            if self.takes("["):
                table = self.header()
            elif not self.takes("\n"):
                self.pair(table)
        return self.lines

    def takes(self, mark: str) -> bool:
        """Whether this mark comes next; if so, go past it."""
        if self.at < len(self.tokens) and self.tokens[self.at][0] == mark:
            self.at += 1
            return True
        return False

    def header(self) -> Path:
        """`[a.b]` or `[[a.b]]`, the first bracket read: the path of the table that begins here."""
        many = self.takes("[")
        line, words = self.key()
        path: Path = ()
        for n, word in enumerate(words, 1):
            path += (word,)
            self.lines.setdefault(path, line)
            if many and n == len(words):
                self.last[path] = self.last.get(path, -1) + 1
            if path in self.last:
                path += (self.last[path],)
                self.lines.setdefault(path, line)
        while self.takes("]"):
            pass
        return path

    def key(self) -> tuple[int, list[str]]:
        """The words of a dotted key, and its line."""
        line = self.tokens[self.at][1]
        words = [self.word()]
        while self.takes("."):
            words.append(self.word())
        return line, words

    def word(self) -> str:
        token = self.tokens[self.at][0]
        self.at += 1
        return str(tomllib.loads(f"word = {token}")["word"]) if token[0] in "\"'" else token

    def pair(self, table: Path) -> None:
        line, words = self.key()
        for n in range(1, len(words) + 1):
            self.lines.setdefault(table + tuple(words[:n]), line)
        self.takes("=")
        self.value(table + tuple(words))

    def value(self, path: Path) -> None:
        """Go past a value, noting the names within."""
        if self.takes("{"):
            while not self.takes("}"):
                if not (self.takes(",") or self.takes("\n")):
                    self.pair(path)
        elif self.takes("["):
            self.elements(path)
        else:
            while self.at < len(self.tokens) and self.tokens[self.at][0] not in "\n,]}":
                self.at += 1

    def elements(self, path: Path) -> None:
        n = 0
        while not self.takes("]"):
            if self.takes(","):
                n += 1
            elif not self.takes("\n"):
                self.lines.setdefault((*path, n), self.tokens[self.at][1])
                self.value((*path, n))
