"""Checks that look across the fields of a scenario and into the tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from simlab.runs.scenario.axes import axis_findings
from simlab.runs.scenario.findings import Finding, sentence
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.naming import naming_findings, table_findings
from simlab.runs.scenario.plausibility import plausibility_findings
from simlab.runs.scenario.problems import Problem, pointer_of
from simlab.runs.scenario.sections.catalogue import catalogue_findings
from simlab.runs.scenario.sections.checkout import checkout_findings
from simlab.runs.scenario.sections.customs_checks import customs_findings
from simlab.runs.scenario.sections.shocks import shock_findings
from simlab.runs.scenario.sections.supply_checks import supply_findings
from simlab.runs.scenario.sections.variation_checks import variation_findings
from simlab.runs.scenario.stocking import stocked
from simlab.runs.scenario.strict_yaml import Reading


def cross_checks(scenario: Scenario, reading: Reading) -> list[Problem]:
    """Every problem across fields; one kind at a time, since an unknown market is a mistake in many places."""
    kinds = (
        table_findings,
        naming_findings,
        checkout_findings,
        shock_findings,
        catalogue_findings,
        plausibility_findings,
        supply_findings,
        customs_findings,
        axis_findings,
        variation_findings,
        stocking_findings,
    )
    found = next((findings for kind in kinds if (findings := list(kind(scenario)))), [])
    problems = [
        Problem(pointer_of(finding.path), reading.line(finding.path), finding.code, sentence(finding), finding.allowed)
        for finding in found
    ]
    return sorted(problems, key=lambda problem: problem.line)


def stocking_findings(scenario: Scenario) -> Iterator[Finding]:
    """What does not add up once the candidate products are on the shelf; the scenario itself adds up."""
    if scenario.catalogue is None:
        return
    own = len(scenario.skus)
    for finding in plausibility_findings(stocked(scenario)):
        place = finding.path[1] if finding.path[0] == "skus" else None
        told = ("catalogue", "products", place - own) if isinstance(place, int) else finding.path
        yield dataclasses.replace(finding, path=told)
