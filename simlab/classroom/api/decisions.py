"""Decisions: the kinds there are, and what a store has decided."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import StoreAccess
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.problems import Conflict, Rejected
from simlab.classroom.reads.standing import standing_values
from simlab.classroom.rules import PERSON, STORE_DECIDERS, STORE_READERS
from simlab.classroom.schemas.decisions import (
    DecisionFormSerializer,
    DecisionKindSerializer,
    DecisionSerializer,
    NewDecisionSerializer,
    StandingQuerySerializer,
    StandingValueSerializer,
)
from simlab.classroom.views import ApiView, OfStore
from simlab.runs.documents import document_of
from simlab.runs.forms import forms
from simlab.runs.kinds import KINDS, DecisionRejected
from simlab.runs.models import Decision, DecisionSource
from simlab.runs.services import DECIDING, submit_decision

_SHOWN = 200


class DecisionKindsView(ApiView):
    @endpoint("decision_kinds_list", PERSON, gives=DecisionKindSerializer(many=True), without=[404])
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
    @endpoint("decisions_list", STORE_READERS, gives=DecisionSerializer(many=True))
    def get(self, request: Request, store: str) -> Response:
        """The latest 200 decisions of a store, newest first."""
        made = (
            Decision.objects.filter(store=self.access.store)
            .exclude(source=DecisionSource.INSTRUCTOR)
            .select_related("seat__user")
        )
        return Response([_shown(decision) for decision in made.defer("rows").order_by("-id")[:_SHOWN]])

    @endpoint(
        "decision_submit",
        STORE_DECIDERS,
        takes=NewDecisionSerializer,
        gives=DecisionSerializer,
        status=201,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, store: str) -> Response:
        """Decide for the own store. It takes effect when the next day opens; the same key twice is one decision."""
        return Response(_shown(_submitted(self.access, checked(NewDecisionSerializer, request))), status=201)


def _submitted(access: StoreAccess, asked: dict[str, Any]) -> Decision:
    if access.run.state not in DECIDING:
        raise Conflict
    try:
        return submit_decision(
            store=access.store,
            seat=access.seat,
            source=DecisionSource.WEB,
            kind=asked["kind"],
            payload=asked["payload"],
            idempotency_key=asked.get("idempotency_key") or "",
        )
    except DecisionRejected as rejected:
        raise Rejected(rejected.errors) from rejected


def _shown(decision: Decision) -> dict[str, Any]:
    person = decision.seat.user if decision.seat else None
    return {
        "id": str(decision.pk),
        "kind": decision.kind,
        "payload": decision.payload,
        "day": decision.day,
        "effective_day": decision.effective_day,
        "source": decision.source,
        "by": (person.get_full_name() or person.get_username()) if person else None,
        "created_at": decision.created_at,
    }
