"""Budget lines out of a table: one line a row, or nested by code in one column as RKA-K/L prints it.

In a nested table parents give names and leaves give amounts; what a parent or a total states is held
against the sum of what stands under it, never added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from akuntabel.core.entry import Problem
from akuntabel.core.errors import gettext_noop, quoted
from akuntabel.core.indonesian import format_money
from akuntabel.planning.money.keys import LEVELS, line_of, read_path, tidy_code
from akuntabel.planning.money.lines import NO_MONTHS, LineFields, identity, months_problem, wrong_line
from akuntabel.planning.money.table_cells import fund_of
from akuntabel.planning.money.table_rows import TableRow

TWICE = gettext_noop("Baris ini sama dengan baris {row}. Satu kode dengan satu sumber dana cukup satu baris.")
SUBTOTAL = gettext_noop("Jumlah {line} tertulis {stated}, sedangkan rincian di bawahnya {sum}.")
TOTAL = gettext_noop("Jumlah seluruhnya tertulis {stated}, sedangkan baris-barisnya {sum}.")
NO_SHAPE = gettext_noop(
    "Kode “{text}” tidak dikenal. Yang dikenal: 076.01.CQ, 3355, 3355.BDB, 3355.BDB.001, 521211."
)

DEPTHS = ("above", "unit", "office", *LEVELS[:4], "component", "part", "account")


@dataclass
class LineRow:
    """A line of the budget out of the table, and how many rows it comes from.

    Without ``fields`` it is no line but a row with a problem: a parent, a total, an unknown code.
    """

    row: TableRow
    fields: LineFields | None
    rows: int = 1

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        return self.row.problems


def lines_of(rows: Sequence[TableRow]) -> list[LineRow]:
    """The lines of ``rows``, in order; a row with a problem that is no line stands with its problem alone."""
    nested = any("key" in row.cells for row in rows)
    found = list(_nested(rows) if nested else _flat(rows))
    return _checked(sorted(found, key=lambda line: line.row.number))


def _checked(found: list[LineRow]) -> list[LineRow]:
    """The same lines, those that stand twice told, each held against the rules of a line."""
    first: dict[tuple[str, ...], LineRow] = {}
    for line in found:
        if line.fields is None:
            continue
        unread = {problem.field for problem in line.problems}
        line.row.problems += [each for each in wrong_line(line.fields) if each.field not in unread]
        wrong = months_problem(line.fields, line.fields.months)
        if wrong is not None and not any(name.startswith("month") for name in unread):
            line.row.problems.append(wrong)
        other = first.setdefault(identity(line.fields), line)
        if other is not line:
            line.row.problems.append(Problem("key", TWICE, {"row": other.row.number}))
    return found


# ---------------------------------------------------------------- one line a row


def _flat(rows: Sequence[TableRow]) -> Iterator[LineRow]:
    before: dict[str, str] = {}
    total = Decimal(0)
    for row in rows:
        amount = row.money("amount")
        if row.is_total:
            _hold_total(row, amount, total)
            if row.problems:
                yield LineRow(row, None)
            continue
        parts = _parts(row, before)
        months = row.months()
        if amount is None and months == NO_MONTHS and not row.problems:
            continue  # a row that only names what follows
        total += amount or 0
        fund = row.read("fund", fund_of, "")
        yield LineRow(
            row, LineFields(**parts, fund=fund, amount=amount, note=row.text("note"), months=months)
        )


def _parts(row: TableRow, before: dict[str, str]) -> dict[str, str]:
    """Codes and names of a flat row; what is empty is that of the row above, as merged cells leave it."""
    fresh = False
    found: dict[str, str] = {}
    for level in LEVELS:
        code, name = row.text(f"{level}_code"), row.text(level)
        if not code:
            code, name = _split(level, name)
        if not (code or name) and not fresh and level != "account":
            code, name = before.get(f"{level}_code", ""), before.get(level, "")
        elif code or name:
            fresh = fresh or (code, name) != (before.get(f"{level}_code", ""), before.get(level, ""))
        before[f"{level}_code"], before[level] = found[f"{level}_code"], found[level] = code, name
    if not found["account"] and row.text("name"):
        deepest = next((level for level in reversed(LEVELS) if found[f"{level}_code"]), "programme")
        found[deepest] = found[deepest] or row.text("name")
    return found


def _split(level: str, text: str) -> tuple[str, str]:
    """Code and name out of "521211 Belanja Bahan", or a code alone, or a name alone."""
    head, _space, rest = text.partition(" ")
    path = read_path(head)
    deepest = next((each for each in reversed(LEVELS) if each in path), "")
    if deepest != level or (rest and not any(sign.isdigit() for sign in head)):
        return "", text
    return head, rest.strip(" -–:")


# ---------------------------------------------------------------- nested by code


@dataclass
class _Node:
    """A coded row and what stands under it."""

    row: TableRow
    code: str
    depth: int
    codes: dict[str, str]
    names: dict[str, str]
    component: str
    fund: str
    amount: Decimal | None
    children: list[_Node] = field(default_factory=list)
    items: Decimal | None = None  # rows without a code below an account

    @property
    def own(self) -> Decimal | None:
        """Its amount: as stated, else that of the items under it."""
        return self.amount if self.amount is not None else self.items

    @property
    def sum(self) -> Decimal:
        """The sum of the leaves under it."""
        if not self.children:
            return self.own or Decimal(0)
        return sum((child.sum for child in self.children), Decimal(0))

    @property
    def unread(self) -> bool:
        """Whether its amount stands there and could not be read."""
        return self.amount is None and any(problem.field == "amount" for problem in self.row.problems)

    def walk(self) -> Iterator[_Node]:
        """This part and all under it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class _Tree:
    """A nested table: its coded rows as they stand under each other, its totals, and rows of no known code."""

    roots: list[_Node] = field(default_factory=list)
    totals: list[tuple[TableRow, Decimal | None]] = field(default_factory=list)
    broken: list[TableRow] = field(default_factory=list)

    def walk(self) -> Iterator[_Node]:
        """Every coded row, each after the one it stands under."""
        for root in self.roots:
            yield from root.walk()


def _nested(rows: Sequence[TableRow]) -> Iterator[LineRow]:
    tree = _tree(rows)
    parents = [node for node in tree.walk() if node.children]
    for node in parents:
        _hold_subtotal(node)
    if not any(node.unread for node in tree.walk()):
        whole = sum((root.sum for root in tree.roots), Decimal(0))
        for row, amount in tree.totals:
            _hold_total(row, amount, whole)
    yield from _lines_of_leaves([node for node in tree.walk() if not node.children])
    for row in [*(node.row for node in parents), *tree.broken, *(row for row, _amount in tree.totals)]:
        if row.problems:
            yield LineRow(row, None)


def _tree(rows: Sequence[TableRow]) -> _Tree:
    tree = _Tree()
    stack: list[_Node] = []
    for row in rows:
        amount = row.money("amount")
        if row.is_total:
            tree.totals.append((row, amount))
            continue
        code = tidy_code(row.text("key"))
        if not any(sign.isalnum() for sign in code):
            _below(stack, row, amount, tree)
            continue
        node = _node(row, code, amount, stack)
        if node is None:
            row.problems.append(Problem("key", NO_SHAPE, {"text": quoted(row.text("key"))}))
            tree.broken.append(row)
            continue
        (stack[-1].children if stack else tree.roots).append(node)
        stack.append(node)
    return tree


def _node(row: TableRow, code: str, amount: Decimal | None, stack: list[_Node]) -> _Node | None:
    """The part that ``row`` is; ``stack`` is left holding what it stands under."""
    path = _path(code, stack)
    if path is None:
        return None
    depth = max(DEPTHS.index(level) for level in path)
    while stack and (stack[-1].depth >= depth or _otherwise(stack[-1], path)):
        stack.pop()
    parent = stack[-1] if stack else None
    codes = dict(parent.codes) if parent else {}
    names = dict(parent.names) if parent else {}
    codes |= {level: text for level, text in path.items() if level in LEVELS}
    level = DEPTHS[depth]
    if level in LEVELS:
        names[level] = row.text("name")
    component = parent.component if parent else ""
    if level in ("component", "part"):
        component = f"{component}/{code}"
    fund = row.read("fund", fund_of, "") or (parent.fund if parent else "")
    return _Node(row, code, depth, codes, names, component or path.get("component", ""), fund, amount)


def _path(code: str, stack: Sequence[_Node]) -> dict[str, str] | None:
    """The levels that ``code`` names where it stands; a short code means what fits under the row above."""
    deep = max((node.depth for node in stack), default=-1)
    inside = deep >= DEPTHS.index("activity")
    if code.isdigit() and len(code) == 3:
        if deep < DEPTHS.index("programme"):
            return {"above": code}
        return {"detail": code} if not any("detail" in node.codes for node in stack) else {"component": code}
    if code.isdigit() and len(code) == 6:
        return {"account": code} if inside else {"office": code}  # an office's number stands on top
    if len(code) == 6 and code[3] == "." and code.replace(".", "").isdigit():
        return {"unit": code}
    if code.isalpha() and len(code) <= 2 and (len(code) == 1 or deep >= DEPTHS.index("detail")):
        return {"part": code}
    return read_path(code) or None


def _otherwise(node: _Node, path: dict[str, str]) -> bool:
    """Whether ``node`` belongs to another branch than the one that ``path`` names."""
    return any(
        level in node.codes and node.codes[level] != text for level, text in path.items() if level in LEVELS
    )


def _below(stack: Sequence[_Node], row: TableRow, amount: Decimal | None, tree: _Tree) -> None:
    """A row without a code: an item of the account above it, or the office's line over the whole table."""
    if row.problems:
        tree.broken.append(row)
    elif amount is not None and not stack:
        tree.totals.append((row, amount))
    elif amount is not None and stack[-1].amount is None:
        stack[-1].items = (stack[-1].items or Decimal(0)) + amount


def _lines_of_leaves(leaves: Sequence[_Node]) -> Iterator[LineRow]:
    """A line for each leaf; the same account under several components of an RO is one line."""
    found: dict[tuple[str, ...], tuple[LineRow, list[str]]] = {}
    for leaf in leaves:
        if leaf.own is None and not leaf.codes:
            continue  # an office or ministry that nothing is written under
        fields = _fields(leaf)
        mine = identity(fields)
        same = found.get(mine)
        if same is not None and leaf.component not in same[1] and not leaf.row.problems:
            line, components = same
            components.append(leaf.component)
            line.fields = _added(line.fields or fields, fields)
            line.rows += 1
            continue
        line = LineRow(leaf.row, fields)
        if same is None:
            found[mine] = (line, [leaf.component])
            continue
        yield line
    for line, _components in found.values():
        yield line


def _fields(leaf: _Node) -> LineFields:
    """A leaf as a line; six digits that nothing stands under are an account after all."""
    codes = dict(leaf.codes)
    names = {level: leaf.names.get(level) or leaf.row.text(level) for level in LEVELS}
    if not codes:
        codes["account"], names["account"] = leaf.code, leaf.row.text("name")
    return LineFields(
        **{f"{level}_code": codes.get(level, "") for level in LEVELS},
        **names,
        fund=leaf.fund,
        amount=leaf.own,
        note=leaf.row.text("note"),
        months=leaf.row.months(),
    )


def _added(first: LineFields, second: LineFields) -> LineFields:
    """One line for both."""
    months = NO_MONTHS
    if first.months != NO_MONTHS or second.months != NO_MONTHS:
        pairs = zip(first.months, second.months, strict=True)
        months = tuple((one or Decimal(0)) + (other or Decimal(0)) for one, other in pairs)
    amount = (first.amount or Decimal(0)) + (second.amount or Decimal(0))
    return replace(first, amount=amount, months=months)


def _hold_subtotal(node: _Node) -> None:
    if any(each.unread for each in node.walk()):
        return  # what cannot be read is told where it stands, not by every row above it
    if node.amount is not None and node.amount != node.sum:
        line = line_of({f"{level}_code": node.codes.get(level, "") for level in LEVELS}).key
        params = {
            "line": quoted(line or node.row.text("key")), "stated": format_money(node.amount),
            "sum": format_money(node.sum),
        }  # fmt: skip
        node.row.problems.append(Problem("amount", SUBTOTAL, params))


def _hold_total(row: TableRow, stated: Decimal | None, total: Decimal) -> None:
    if stated is not None and stated != total:
        params = {"stated": format_money(stated), "sum": format_money(total)}
        row.problems.append(Problem("amount", TOTAL, params))
