"""The criteria of every avenue of relief, each a rule with its authority."""

from lenity.engine import Rule
from lenity.relief.criteria import clemency, common, compassionate, others, reductions

IN_ORDER = (common, reductions, compassionate, clemency, others)


def all_criteria() -> list[Rule]:
    """Every criterion, in order."""
    found: dict[str, Rule] = {}
    for module in IN_ORDER:
        for item in vars(module).values():
            if isinstance(item, Rule):
                found.setdefault(item.name, item)
    return list(found.values())
