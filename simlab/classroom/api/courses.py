"""Institutions and courses for administrators; course, sections and teams for instructors."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import section_in, team_in
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.problems import Refused
from simlab.classroom.reads import people as reads
from simlab.classroom.rules import ADMINS, COURSE_OWNER, COURSE_STAFF, PERSON
from simlab.classroom.schemas.courses import (
    ClassCodeSerializer,
    CourseChangeSerializer,
    CourseRowSerializer,
    CourseSerializer,
    GroupSerializer,
    InstitutionSerializer,
    NameSerializer,
    NewCourseGivenSerializer,
    NewCourseSerializer,
    NewInstitutionSerializer,
)
from simlab.classroom.views import ApiView, OfCourse
from simlab.runs.models import Institution, Section, Team
from simlab.runs.people import courses
from simlab.runs.people.openings import open_course


class InstitutionsView(ApiView):
    @endpoint("institutions_list", ADMINS, gives=InstitutionSerializer(many=True), problems=[403])
    def get(self, request: Request) -> Response:
        """All institutions (platform administrators)."""
        return Response([reads.shown_institution(row) for row in Institution.objects.order_by("name")])

    @endpoint(
        "institution_create",
        ADMINS,
        takes=NewInstitutionSerializer,
        gives=InstitutionSerializer,
        status=201,
        problems=[400, 403],
    )
    def post(self, request: Request) -> Response:
        """A new institution (platform administrators)."""
        institution = courses.create_institution(checked(NewInstitutionSerializer, request)["name"])
        return Response(reads.shown_institution(institution), status=201)


class CoursesView(ApiView):
    @endpoint("courses_list", PERSON, gives=CourseRowSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The courses in which the person has a seat; for platform administrators all of them."""
        return Response(reads.courses_of(request.user))

    @endpoint(
        "course_create",
        ADMINS,
        takes=NewCourseSerializer,
        gives=NewCourseGivenSerializer,
        status=201,
        problems=[400, 403],
    )
    def post(self, request: Request) -> Response:
        """A new course and its first instructor, whose sign-in is told this once (platform administrators)."""
        asked = checked(NewCourseSerializer, request)
        key = asked.pop("institution")
        institution = Institution.objects.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if institution is None:
            raise Refused("not_in_course", "/institution")
        number, name = asked.pop("instructor_number"), asked.pop("instructor_name")
        opened = open_course(courses.NewCourse(institution=institution, **asked), number=number, name=name)
        given = {
            "class_code": opened.course.class_code,
            "student_number": opened.seat.student_number,
            "pass_phrase": opened.pass_phrase,
        }
        return Response({"course": reads.shown_course(opened.course), "instructor": given}, status=201)


class CourseView(OfCourse):
    @endpoint("course_read", COURSE_STAFF, gives=CourseSerializer, problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """The course with its class code (instructors and assistants)."""
        return Response(reads.shown_course(self.access.course))

    @endpoint("course_change", COURSE_OWNER, takes=CourseChangeSerializer, gives=CourseSerializer, problems=[400, 403])
    def patch(self, request: Request, course: str) -> Response:
        """Change what the course is called, how it works, and whether it has ended (instructors)."""
        courses.change_course(self.access.course, self.access.seat, checked(CourseChangeSerializer, request))
        return Response(reads.shown_course(self.access.course))


class ClassCodeView(OfCourse):
    @endpoint("class_code_renew", COURSE_OWNER, gives=ClassCodeSerializer, problems=[403])
    def post(self, request: Request, course: str) -> Response:
        """A new class code; nobody can sign in with the old one any more (instructors)."""
        return Response({"class_code": courses.renew_class_code(self.access.course, self.access.seat)})


class SectionsView(OfCourse):
    @endpoint("sections_list", COURSE_STAFF, gives=GroupSerializer(many=True), problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """The sections of the course (instructors and assistants)."""
        return Response(reads.groups(Section, self.access.course))

    @endpoint("section_add", COURSE_OWNER, takes=NameSerializer, gives=GroupSerializer, status=201, problems=[400, 403])
    def post(self, request: Request, course: str) -> Response:
        """A new section (instructors)."""
        name = checked(NameSerializer, request)["name"]
        section = courses.add_group(Section, self.access.course, self.access.seat, name)
        return Response(reads.shown_group(section), status=201)


class SectionView(OfCourse):
    @endpoint("section_rename", COURSE_OWNER, takes=NameSerializer, gives=GroupSerializer, problems=[400, 403])
    def patch(self, request: Request, course: str, section: str) -> Response:
        """Call a section something else (instructors)."""
        found = section_in(self.access.course, section)
        courses.rename_group(found, self.access.seat, checked(NameSerializer, request)["name"])
        return Response(reads.shown_group(found))

    @endpoint("section_remove", COURSE_OWNER, gives=None, status=204, problems=[400, 403])
    def delete(self, request: Request, course: str, section: str) -> Response:
        """Remove a section in which nobody is (instructors)."""
        courses.remove_group(section_in(self.access.course, section), self.access.seat)
        return Response(status=204)


class TeamsView(OfCourse):
    @endpoint("teams_list", COURSE_STAFF, gives=GroupSerializer(many=True), problems=[403])
    def get(self, request: Request, course: str) -> Response:
        """The teams of the course (instructors and assistants)."""
        return Response(reads.groups(Team, self.access.course))

    @endpoint("team_add", COURSE_OWNER, takes=NameSerializer, gives=GroupSerializer, status=201, problems=[400, 403])
    def post(self, request: Request, course: str) -> Response:
        """A new team (instructors)."""
        name = checked(NameSerializer, request)["name"]
        team = courses.add_group(Team, self.access.course, self.access.seat, name)
        return Response(reads.shown_group(team), status=201)


class TeamView(OfCourse):
    @endpoint("team_rename", COURSE_OWNER, takes=NameSerializer, gives=GroupSerializer, problems=[400, 403])
    def patch(self, request: Request, course: str, team: str) -> Response:
        """Call a team something else; its stores keep their names (instructors)."""
        found = team_in(self.access.course, team)
        courses.rename_group(found, self.access.seat, checked(NameSerializer, request)["name"])
        return Response(reads.shown_group(found))

    @endpoint("team_remove", COURSE_OWNER, gives=None, status=204, problems=[400, 403])
    def delete(self, request: Request, course: str, team: str) -> Response:
        """Remove a team in which nobody is and which never had a store (instructors)."""
        courses.remove_group(team_in(self.access.course, team), self.access.seat)
        return Response(status=204)
