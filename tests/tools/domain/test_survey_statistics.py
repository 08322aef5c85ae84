"""Figures from tallies against pandas and pingouin, which work on the raw answers that a tally no longer has."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pingouin as pg
import pytest
from hypothesis import given, settings, strategies as st

from tests.tools.domain.surveyed import ANSWERS, survey
from tests.tools.domain.test_tallying import FULL, tally
from tools.domain.survey_statistics import area_figures, item_figures, percentage

VALUES = survey().values()
AREAS = {"vision": ("V1", "V2", "V3", "V4"), "ownership": ("W1", "W2", "W3")}
EVERY = [key for keys in AREAS.values() for key in keys]


def simulated(seed: int, n: int) -> list[dict[str, str]]:
    """Answers that hang together, with one in eight missing and one in ten not applicable."""
    random = np.random.default_rng(seed)
    people = []
    for _person in range(n):
        leaning = random.normal(3.2, 1)
        values = np.clip(np.rint(random.normal(leaning, 0.9, len(EVERY))), 1, 5).astype(int)
        kinds = random.random(len(EVERY))
        people.append(
            {
                key: "na" if kind < 0.1 else str(value)
                for key, value, kind in zip(EVERY, values, kinds, strict=True)
                if kind < 0.875
            }
        )
    return people


def framed(people) -> pd.DataFrame:
    """The same answers as numbers, a row a person; what has no value is missing."""
    return pd.DataFrame([{key: VALUES.get(answers.get(key, "na")) for key in EVERY} for answers in people], dtype=float)


@pytest.mark.parametrize(("seed", "n"), [(1, 40), (2, 118), (3, 7), (4, 1000)])
def test_items_are_those_of_pandas(seed, n):
    people = simulated(seed, n)
    document, frame = tally(people), framed(people)
    for key in EVERY:
        figures, column = item_figures(document["items"][key], VALUES), frame[key].dropna()
        answered = [answers[key] for answers in people if key in answers]
        assert dict(figures.counts) == {answer: answered.count(answer) for answer in ANSWERS}
        assert (figures.n, figures.valued, figures.not_applicable) == (
            len(answered),
            len(column),
            answered.count("na"),
        )
        assert float(figures.mean) == pytest.approx(column.mean())
        assert float(figures.deviation) == pytest.approx(column.std())
        assert float(figures.share) == pytest.approx(100 * (column >= 4).mean())


@pytest.mark.parametrize(("seed", "n"), [(1, 40), (2, 118), (5, 1000)])
def test_areas_are_those_of_pandas_and_pingouin(seed, n):
    people = simulated(seed, n)
    document, frame = tally(people), framed(people)
    for area, keys in AREAS.items():
        figures = area_figures(document, area, keys, VALUES)
        answers, cases = frame[list(keys)].stack().dropna(), frame[list(keys)].dropna()
        assert (figures.asked, figures.answers, figures.cases) == (len(keys), len(answers), len(cases))
        assert 0 < len(cases) < n
        assert float(figures.mean) == pytest.approx(answers.mean())
        assert float(figures.share) == pytest.approx(100 * (answers >= 4).mean())
        assert float(figures.spread) == pytest.approx(cases.mean(axis=1).std())
        alpha, _interval = pg.cronbach_alpha(frame[list(keys)], nan_policy="listwise")
        assert float(figures.alpha) == pytest.approx(alpha)


def test_figures_of_merged_roles_are_those_of_all_their_answers():
    people = simulated(6, 60)
    merged = tally([*people[:7], *people[7:]])
    alpha, _interval = pg.cronbach_alpha(framed(people)[list(AREAS["vision"])], nan_policy="listwise")
    assert float(area_figures(merged, "vision", AREAS["vision"], VALUES).alpha) == pytest.approx(alpha)


def test_by_hand():
    figures = item_figures({"1": 1, "4": 2, "5": 1, "na": 3}, VALUES)
    # 1 + 4 + 4 + 5 = 14; squares 1 + 16 + 16 + 25 = 58; variance (58 - 14 * 14 / 4) / 3 = 3
    assert (figures.n, figures.valued, figures.mean, figures.share) == (7, 4, Decimal("3.5"), Decimal(75))
    assert figures.deviation == Decimal(3).sqrt()


def test_nothing_of_nobody():
    nobody = item_figures({}, VALUES)
    assert (nobody.n, nobody.mean, nobody.deviation, nobody.share) == (0, None, None, None)
    area = area_figures(tally([]), "vision", AREAS["vision"], VALUES)
    assert (area.answers, area.mean, area.share, area.cases, area.spread, area.alpha) == (0, None, None, 0, None, None)
    assert percentage(3, 0) is None


def test_one_answer_has_a_mean_and_no_deviation():
    figures = item_figures({"4": 1}, VALUES)
    assert (figures.mean, figures.deviation) == (Decimal(4), None)


@pytest.mark.parametrize("people", [[{"W1": "3", "W2": "3", "W3": "3"}] * 4, [{"W1": "3", "W2": "4", "W3": "2"}]])
def test_there_is_no_alpha_without_differences(people):
    assert area_figures(tally(people), "ownership", AREAS["ownership"], VALUES).alpha is None


@settings(max_examples=50)
@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=2, max_size=12))
def test_alpha_of_any_answers(rows):
    document = tally([dict(zip(AREAS["ownership"], map(str, row), strict=True)) for row in rows], mode=FULL)
    alpha = area_figures(document, "ownership", AREAS["ownership"], VALUES).alpha
    frame = pd.DataFrame(rows)
    total = frame.sum(axis=1).var()
    if total == 0:
        assert alpha is None
    else:
        assert float(alpha) == pytest.approx(1.5 * (1 - frame.var().sum() / total))
