"""Decisions: the kinds there are, and what a store has decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import StoreAccess, row_number
from simlab.classroom.api.lists import queried
from simlab.classroom.api.runs import checked
from simlab.classroom.bearer import token_seat
from simlab.classroom.contract import endpoint
from simlab.classroom.problems import Collision, Conflict, NotForSeat, Rejected
from simlab.classroom.reads.decisions import decision_page, one_decision, own_decisions, previewed
from simlab.classroom.reads.standing import standing_values
from simlab.classroom.rules import PUBLIC, STORE_DECIDERS, STORE_READERS
from simlab.classroom.schemas.decisions import (
    CollisionSerializer,
    DecisionFormSerializer,
    DecisionKindSerializer,
    DecisionPageSerializer,
    DecisionPreviewSerializer,
    DecisionQuerySerializer,
    DecisionSerializer,
    DraftSerializer,
    NewDecisionSerializer,
    StandingQuerySerializer,
    StandingValueSerializer,
)
from simlab.classroom.views import ApiView, OfStore
from simlab.runs.deciding import (
    AnothersRole,
    ChangedMeanwhile,
    NotPossible,
    approve_decision,
    cancel_decision,
    check_unchanged,
    decline_decision,
)
from simlab.runs.documents import document_of
from simlab.runs.forms import forms
from simlab.runs.kinds import KINDS, DecisionRejected
from simlab.runs.models import Decision, DecisionSource, Seat
from simlab.runs.services import DECIDING, drafted, submit_decision


class DecisionKindsView(ApiView):
    @endpoint("decision_kinds_list", PUBLIC, gives=DecisionKindSerializer(many=True), without=[401, 404])
    def get(self, request: Request) -> Response:
        """Every kind of decision, with the JSON Schema of its payload."""
        return Response(
            [
                {"code": kind.code, "axis": kind.axis, "title": kind.title, "schema": kind.schema}
                for kind in sorted(KINDS.values(), key=lambda kind: kind.number)
            ]
        )


class DecisionFormsView(OfStore):
    @endpoint("decision_forms_list", STORE_READERS, gives=DecisionFormSerializer(many=True))
    def get(self, request: Request, store: str) -> Response:
        """Every kind of decision that a store's scenario knows, as a form with the codes that may be chosen."""
        return Response(list(forms(document_of(self.access.run))))


class StandingValuesView(OfStore):
    @endpoint(
        "standing_values_list",
        STORE_READERS,
        gives=StandingValueSerializer(many=True),
        parameters=[StandingQuerySerializer],
        problems=[400],
    )
    def get(self, request: Request, store: str) -> Response:
        """What stands of the settings that a kind of decision changes; nothing for a kind that is done once."""
        asked = StandingQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        try:
            return Response(standing_values(self.access, asked.validated_data["kind"]))
        except DecisionRejected as rejected:
            raise Rejected(rejected.errors) from rejected


class DecisionsView(OfStore):
    @endpoint(
        "decisions_list",
        STORE_READERS,
        gives=DecisionPageSerializer,
        parameters=[DecisionQuerySerializer],
        problems=[400],
    )
    def get(self, request: Request, store: str) -> Response:
        """The decisions of a store with their authors and what became of them, newest first."""
        # Not kept under a version: a person who is erased takes name and words along at once.
        return Response(decision_page(self.access, queried(DecisionQuerySerializer, request)))

    @endpoint(
        "decision_submit",
        STORE_DECIDERS,
        takes=NewDecisionSerializer,
        gives=DecisionSerializer,
        status=201,
        problems=[400, 403, 409],
        shapes={409: CollisionSerializer},
    )
    def post(self, request: Request, store: str) -> Response:
        """Decide for the own store. It takes effect when the next day opens; the same key twice is one decision."""
        source = DecisionSource.API if token_seat(request) else DecisionSource.WEB
        made = _submitted(self.access, checked(NewDecisionSerializer, request), source)
        return Response(one_decision(self.access, made.pk), status=201)


class DecisionPreviewView(OfStore):
    @endpoint(
        "decision_preview",
        STORE_DECIDERS,
        takes=DraftSerializer,
        gives=DecisionPreviewSerializer,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, store: str) -> Response:
        """What a decision would do, and what stands now; nothing is kept."""
        asked, access = checked(DraftSerializer, request), self.access
        with refusals(access, asked["payload"]):
            draft = drafted(access.run, access.store, access.seat, asked["kind"], asked["payload"])
            theirs = _theirs(access, draft, asked.get("based_on"))
        return Response(previewed(access, draft, theirs))


class OfDecision(OfStore):
    def ended(self, decision: str, end: Callable[[Decision, Seat], Decision]) -> Response:
        found = own_decisions(self.access).filter(pk=row_number(decision)).select_related("store").first()
        if found is None:
            raise Http404
        with refusals(self.access, found.payload):
            end(found, self.access.seat)
        return Response(one_decision(self.access, found.pk))


class CancelView(OfDecision):
    @endpoint("decision_cancel", STORE_DECIDERS, gives=DecisionSerializer, problems=[403, 409])
    def post(self, request: Request, store: str, decision: str) -> Response:
        """Take a decision of the team back before its day opens; 409 afterwards."""
        return self.ended(decision, cancel_decision)


class ApproveView(OfDecision):
    @endpoint("decision_approve", STORE_DECIDERS, gives=DecisionSerializer, problems=[403, 409])
    def post(self, request: Request, store: str, decision: str) -> Response:
        """Confirm a team mate's decision that waits: now it stands."""
        return self.ended(decision, approve_decision)


class DeclineView(OfDecision):
    @endpoint("decision_decline", STORE_DECIDERS, gives=DecisionSerializer, problems=[403, 409])
    def post(self, request: Request, store: str, decision: str) -> Response:
        """Refuse a team mate's decision that waits."""
        return self.ended(decision, decline_decision)


@contextmanager
def refusals(access: StoreAccess, yours: dict[str, Any]) -> Iterator[None]:
    """What the services refuse, as problems."""
    if access.run.state not in DECIDING:
        raise Conflict
    try:
        yield
    except DecisionRejected as rejected:
        raise Rejected(rejected.errors) from rejected
    except NotPossible as refused:
        raise Conflict(refused.code) from refused
    except AnothersRole as refused:
        raise NotForSeat("anothers_role") from refused
    except ChangedMeanwhile as changed:
        raise Collision(yours, one_decision(access, changed.theirs.pk)) from changed


def _submitted(access: StoreAccess, asked: dict[str, Any], source: str) -> Decision:
    based_on = asked.get("based_on")
    with refusals(access, asked["payload"]):
        return submit_decision(
            store=access.store,
            seat=access.seat,
            source=source,
            kind=asked["kind"],
            payload=asked["payload"],
            idempotency_key=asked.get("idempotency_key") or "",
            based_on=int(based_on) if based_on else None,
        )


def _theirs(access: StoreAccess, draft: Decision, based_on: str | None) -> Decision | None:
    """A team mate's decision with which this one would collide."""
    if not based_on:
        return None
    try:
        check_unchanged(access.run, access.seat, draft, int(based_on))
    except ChangedMeanwhile as changed:
        return changed.theirs
    return None
