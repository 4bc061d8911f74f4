"""Which tools are resources: path, method and scope of each; arguments, answer and description are the tool's own."""

from dataclasses import dataclass
from typing import Literal

from db.policies import Scope

Method = Literal["GET", "POST", "PATCH"]
ME, LOG, STATISTICS, PROGRAMS, ADAPTING, RECOVERY, BODY, GOALS, MEMORY, CHAT, EXERCISES, WORKOUTS, SYNC = (
    "Athlete", "Log", "Statistics", "Programs", "Adapting", "Readiness and injuries", "Measurements", "Goals", "Memory", "Chat",
    "Exercises", "Workouts", "Sync",
)  # fmt: skip
TAGS = {
    ME: "Settings and what plans are made from. Settings have an ETag.",
    WORKOUTS: "The log by id: whole workouts, and edits place by place (counted from 0). Every workout has an ETag.",
    EXERCISES: "The library, and the athlete's own exercises.",
    LOG: "Logging in words, undo, and the audit trail.",
    STATISTICS: "Records, strength, volume, consistency: computed from the log whenever they are asked for.",
    PROGRAMS: "A program is proposed, approved, followed. Nothing changes a plan without an approval.",
    ADAPTING: "Changes of the plan: each is a proposal with its reason, which waits for an approval.",
    RECOVERY: "Check-ins before training, injuries, rules about exercises, the health check.",
    BODY: "Numbers of the body and of health.",
    GOALS: "What the athlete wants to reach, with a forecast.",
    MEMORY: "What the coach knows of the athlete: read, corrected, forgotten.",
    CHAT: "A turn with the coach as server-sent events, and the chats.",
    SYNC: "For devices that were offline: batches with client-made ids, answers item by item.",
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A tool as a resource."""

    method: Method
    path: str
    tool: str
    tag: str
    needs: Scope = "read"


def _get(path: str, tool: str, tag: str) -> Resource:
    return Resource("GET", path, tool, tag)


def _log(path: str, tool: str, tag: str, method: Method = "POST") -> Resource:
    return Resource(method, path, tool, tag, "log")


def _plan(path: str, tool: str, tag: str) -> Resource:
    return Resource("POST", path, tool, tag, "plan")


RESOURCES = (
    _get("/profile/planning", "planning_profile", ME),
    _log("/profile/planning", "update_planning", ME, "PATCH"),
    _log("/log", "log_workout", LOG),
    _log("/undo", "undo", LOG),
    _get("/history", "exercise_history", STATISTICS),
    _get("/records", "personal_records", STATISTICS),
    _get("/strength", "estimate_strength", STATISTICS),
    _get("/strength/relative", "relative_strength", STATISTICS),
    _get("/strength/load", "suggest_load", STATISTICS),
    _get("/volume", "training_volume", STATISTICS),
    _get("/consistency", "training_consistency", STATISTICS),
    _get("/comparison", "compare_periods", STATISTICS),
    _get("/exercises/find", "find_exercises", EXERCISES),
    _get("/programs", "list_programs", PROGRAMS),
    _plan("/programs", "propose_program", PROGRAMS),
    _get("/programs/what-if", "what_if", PROGRAMS),
    _get("/program", "show_program", PROGRAMS),
    _get("/program/today", "todays_session", PROGRAMS),
    _get("/program/week", "show_week", PROGRAMS),
    _get("/program/progress", "program_progress", PROGRAMS),
    _get("/program/why", "explain_plan", PROGRAMS),
    _get("/program/plates", "plates_for", PROGRAMS),
    _get("/program/next-set", "next_set", PROGRAMS),
    _get("/program/swaps", "swap_options", ADAPTING),
    _get("/proposals", "show_proposals", PROGRAMS),
    _log("/feedback", "give_feedback", PROGRAMS),
    _plan("/check-ins", "check_in", PROGRAMS),
    _plan("/program/adapt/time", "shorten_session", ADAPTING),
    _plan("/program/adapt/equipment", "adapt_to_equipment", ADAPTING),
    _plan("/program/adapt/pain", "adapt_to_pain", ADAPTING),
    _plan("/program/adapt/injuries", "adapt_to_injuries", ADAPTING),
    _plan("/program/adapt/illness", "adapt_to_illness", ADAPTING),
    _plan("/program/adapt/effort", "scale_session", ADAPTING),
    _plan("/program/adapt/swap", "swap_planned", ADAPTING),
    _plan("/program/adapt/sets", "change_planned", ADAPTING),
    _plan("/program/adapt/exercises", "add_or_remove_planned", ADAPTING),
    _plan("/program/adapt/day", "move_session", ADAPTING),
    _plan("/program/adapt/skip", "skip_session", ADAPTING),
    _plan("/program/adapt/missed", "sort_out_missed", ADAPTING),
    _plan("/program/adapt/deload", "propose_deload", ADAPTING),
    _plan("/program/adapt/program", "change_program", ADAPTING),
    _log("/readiness", "check_readiness", RECOVERY),
    _get("/fatigue", "muscle_fatigue", RECOVERY),
    _log("/injuries", "report_injury", RECOVERY),
    _log("/injuries/resolved", "resolve_injury", RECOVERY),
    _log("/rules", "set_movement_rule", RECOVERY),
    _log("/screening", "answer_screening", RECOVERY),
    _log("/measurements", "log_measurement", BODY),
    _get("/measurements", "show_measurements", BODY),
    _get("/health/metrics", "list_health_metrics", BODY),
    _get("/health", "show_health", BODY),
    _get("/health/trend", "health_trend", BODY),
    _log("/goals", "set_goal", GOALS),
    _get("/goals", "goal_progress", GOALS),
    _log("/goals/check-ins", "check_in_goal", GOALS),
    _get("/memory", "what_do_you_know", MEMORY),
    _get("/memory/why", "why_do_you_think", MEMORY),
    _log("/memory", "remember", MEMORY),
    _log("/memory/corrections", "correct_memory", MEMORY),
    _log("/memory/forgotten", "forget", MEMORY),
    _get("/chats/search", "search_chats", CHAT),
)
