"""Which of our tools other assistants get, and what is true of each: the rest is reached through ``coach``."""

from dataclasses import dataclass

from mcp.types import ToolAnnotations

from db.policies import Scope


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool of ``tools/`` as it is offered; its arguments, answer and description are its own."""

    name: str
    title: str
    needs: Scope = "read"
    replaces: bool = False
    """Whether it can change or take away what is there, not just add to it."""
    repeatable: bool = False
    """Whether the same call again changes nothing more, also without an idempotency key."""

    @property
    def annotations(self) -> ToolAnnotations:
        """The same as MCP says it. None of these tools reaches beyond the athlete's own database."""
        reads = self.needs == "read"
        return ToolAnnotations(
            read_only_hint=reads, destructive_hint=self.replaces, idempotent_hint=reads or self.repeatable,
            open_world_hint=False,
        )  # fmt: skip


OFFERED = (
    Offered("todays_session", "Today's session"),
    Offered("show_week", "A week of the program"),
    Offered("show_program", "The whole program"),
    Offered("explain_plan", "Why the plan is as it is"),
    Offered("program_progress", "How far the program is"),
    Offered("list_workouts", "Workouts"),
    Offered("exercise_history", "History of an exercise"),
    Offered("find_exercises", "Find an exercise"),
    Offered("personal_records", "Personal records"),
    Offered("estimate_strength", "Estimated one-rep max and trend"),
    Offered("suggest_load", "Load for reps at an RPE"),
    Offered("training_volume", "Hard sets and tonnage"),
    Offered("show_measurements", "Body measurements"),
    Offered("what_do_you_know", "What the coach remembers"),
    Offered("search_chats", "Search the chats"),
    Offered("show_proposals", "Proposals that wait for a person"),
    Offered("log_workout", "Log training", "log"),
    Offered("log_planned", "Log the planned session as done", "log"),
    Offered("change_sets", "Correct logged sets", "log", replaces=True),
    Offered("log_measurement", "Log a body measurement", "log"),
    Offered("remember", "Remember something about the athlete", "log", repeatable=True),
    Offered("report_injury", "Report an injury", "log", replaces=True, repeatable=True),
    Offered("answer_screening", "Answer the health questions", "log", replaces=True, repeatable=True),
    Offered("update_planning", "Change the planning profile", "log", replaces=True, repeatable=True),
    Offered("undo", "Undo the latest change", "log", replaces=True),
    Offered("propose_program", "Propose a program", "plan", replaces=True),
    Offered("change_planned", "Propose other loads, sets or reps", "plan", replaces=True),
    Offered("swap_planned", "Propose another exercise", "plan", replaces=True),
    Offered("shorten_session", "Propose a shorter session", "plan", replaces=True),
    Offered("move_session", "Propose another day", "plan", replaces=True),
    Offered("check_in", "Check in over a period", "plan"),
)
