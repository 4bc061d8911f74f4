"""Illness, travel, missed sessions, plateaus, feedback, life stages: every row of the reference."""

from datetime import date, timedelta

import pytest

from training.adaptation.feedback import Before, Said, effects
from training.adaptation.illness import Illness, easy_days, illness, volume_on_return
from training.adaptation.life_stage import LifeStage, stage_limits
from training.adaptation.missed import by_priority, merged, missed, slot
from training.adaptation.plateau import plateau
from training.adaptation.travel import travel
from training.program.limits import Limits, tightened
from training.program.plan import Item, Reason, Session, Target

MONDAY = date(2026, 11, 23)
TODAY = date(2026, 11, 24)


class TestIllness:
    @pytest.mark.parametrize(
        "state, action",
        [
            (Illness(), "well"), (Illness(("runny_nose",)), "easy"), (Illness(("mild_sore_throat", "sneezing")), "easy"),
            (Illness(("runny_nose", "fever")), "rest"), (Illness(("runny_nose",), temperature_c=38.0), "rest"),
            (Illness(("runny_nose",), temperature_c=37.9), "easy"), (Illness(("cough",)), "rest"), (Illness(("body_aches",)), "rest"),
            (Illness(("stomach",)), "rest"), (Illness(("fatigue",)), "rest"), (Illness(heart_signs=True), "clearance"),
            (Illness(("runny_nose",), heart_signs=True), "clearance"), (Illness(days_ill=3), "return"),
            (Illness(days_ill=3, had_fever=True), "rest"), (Illness(days_ill=3, had_fever=True, hours_without_fever=23), "rest"),
            (Illness(days_ill=3, had_fever=True, hours_without_fever=24), "return"), (Illness(days_ill=12), "return"),
        ],
    )  # fmt: skip
    def test_the_neck_check(self, state: Illness, action: str) -> None:
        found = illness(state)
        assert found.action == action and str(found)
        assert (found.volume == 0) == (action in ("rest", "clearance"))

    def test_mild_is_half_the_volume_with_reserve(self) -> None:
        found = illness(Illness(("runny_nose",)))
        assert (found.volume, found.least_rir, found.easy_cardio) == (0.5, 4.0, True)

    def test_the_way_back(self) -> None:
        assert [easy_days(days) for days in (1, 4, 5, 7)] == [1, 4, 5, 5]
        assert [volume_on_return(day) for day in range(1, 6)] == [0.5, 0.65, 0.8, 0.95, 1.0]
        assert illness(Illness(days_ill=4)).easy_days == 4 and "gap" in str(illness(Illness(days_ill=9)))


class TestTravel:
    def test_two_or_three_full_body_sessions(self) -> None:
        assert [travel(10, usual_sessions=usual).sessions_a_week for usual in (1, 2, 3, 6)] == [2, 2, 3, 3]
        assert travel(10, usual_sessions=2).volume == 0.34 and travel(10, usual_sessions=5).volume == 0.5

    @pytest.mark.parametrize("shift, cap", [(0, None), (4.9, None), (5, 69.0), (-9, 69.0)])
    def test_a_long_shift_of_time_counts_for_two_days(self, shift: float, cap: float | None) -> None:
        found = travel(10, shift_hours=shift)
        assert found.readiness_cap == cap and found.cap_days == (0 if cap is None else 2)

    def test_longer_than_three_weeks_is_another_plan(self) -> None:
        assert travel(21).holds and not travel(22).holds and "better a program" in str(travel(22))


class TestMissed:
    def test_one_slides_to_the_next_free_day_before_the_next_session(self) -> None:
        found = missed(1, TODAY, upcoming=[TODAY + timedelta(days=2)])
        assert found.action == "slide" and found.day == TODAY and "today" in str(found)

    def test_without_room_its_main_lift_joins_the_next(self) -> None:
        assert missed(1, TODAY, upcoming=[TODAY + timedelta(days=1)]).action == "merge"
        assert (
            missed(1, TODAY, upcoming=[TODAY + timedelta(days=2)], done=[TODAY - timedelta(days=1)]).action == "merge"
        )

    def test_two_and_three_go_by_priority(self) -> None:
        assert missed(2, TODAY).action == missed(3, TODAY).action == "priority" and "no make-ups" in str(
            missed(2, TODAY)
        )

    def test_less_than_half_of_the_week_repeats_it(self) -> None:
        assert missed(2, TODAY, set_share=0.49, week_is_over=True).action == "repeat_week"
        assert missed(2, TODAY, set_share=0.5, week_is_over=True).action == "priority"

    def test_a_week_off_is_a_gap(self) -> None:
        assert missed(1, TODAY, days_off=7).action == "gap" and missed(0, TODAY).action == "none"

    def test_the_slot_keeps_a_day_clear(self) -> None:
        assert slot(MONDAY, [MONDAY + timedelta(days=4)], [MONDAY - timedelta(days=1)]) == MONDAY + timedelta(days=1)
        assert slot(MONDAY, [MONDAY + timedelta(days=each) for each in (1, 3, 5)]) is None

    def session(self, *names: str, sets: int = 4) -> Session:
        items = tuple(
            Item(name, "main" if at == 0 else "accessory", (Target(reps=5, load_kg=100.0),) * sets)
            for at, name in enumerate(names)
        )
        return Session(TODAY, 1, 1, "A", "lifting", items, 60)

    def test_a_merge_stays_within_three_sets_and_a_fifth_more(self) -> None:
        why = Reason("missed.merge", "because")
        after = merged(self.session("Bench", "Row", "Curl", "Press"), self.session("Squat", "Lunge"), why)
        assert [(item.exercise, len(item.work)) for item in after.items] == [
            ("Bench", 4),
            ("Squat", 3),
            ("Row", 4),
            ("Curl", 4),
            ("Press", 4),
        ]
        assert len(merged(self.session("Bench", "Row"), self.session("Squat"), why).items[1].work) == 1
        small = self.session("Bench", sets=3)
        assert merged(small, self.session("Squat"), why) is small
        same = self.session("Squat", "Row")
        assert merged(same, self.session("Squat"), why) is same

    def test_priority(self) -> None:
        left = [self.session("Bench"), self.session("Squat")]
        assert (
            by_priority(left, ["Squat"]) is left[1]
            and by_priority(left, ["Row"]) is left[0]
            and by_priority([], []) is None
        )


class TestPlateau:
    FLAT = [(TODAY - timedelta(days=7 * week), 100.0) for week in range(20, -1, -1)]
    RISING = [(TODAY - timedelta(days=7 * week), 100.0 + 20 - week) for week in range(20, -1, -1)]

    @pytest.mark.parametrize("level, weeks", [("novice", 3), ("intermediate", 6), ("advanced", 12)])
    def test_it_takes_longer_to_call_it_one_with_experience(self, level, weeks: int) -> None:  # type: ignore[no-untyped-def]
        found = plateau("Squat", self.FLAT, TODAY, level, adherence=0.9, sleep_h=7)
        assert (
            found is not None
            and found.weeks == weeks
            and found.step == "check"
            and f"0 % in {weeks} weeks" in str(found)
        )
        recent = [
            *self.FLAT[: -weeks - 2],
            (TODAY - timedelta(weeks=1), 102.0),
            (TODAY - timedelta(days=3), 101.0),
            (TODAY, 102.0),
        ]
        assert plateau("Squat", recent, TODAY, level, adherence=0.9) is None

    def test_progress_is_none(self) -> None:
        assert plateau("Squat", self.RISING, TODAY, "novice", adherence=0.9) is None

    @pytest.mark.parametrize("adherence, sleep", [(0.79, 8), (None, 8), (0.9, 6.4)])
    def test_training_or_sleep_explain_it(self, adherence: float | None, sleep: float) -> None:
        assert plateau("Squat", self.FLAT, TODAY, "novice", adherence=adherence, sleep_h=sleep) is None

    def test_step_by_step(self) -> None:
        tried: list = []
        steps = []
        for _ in range(6):
            found = plateau("Squat", self.FLAT, TODAY, "novice", adherence=0.9, tried=tried)
            assert found is not None
            steps.append(found.step)
            tried.append(found.step)
        assert steps == ["check", "more_sets", "rep_zone", "variation", "restart", "restart"]
        full = plateau("Squat", self.FLAT, TODAY, "novice", adherence=0.9, tried=["check"], below_mav=False)
        assert full is not None and full.step == "rep_zone"
        last = plateau(
            "Squat", self.FLAT, TODAY, "novice", adherence=0.9, tried=["check", "more_sets", "rep_zone", "variation"]
        )
        assert last is not None and last.load == 0.925

    def test_too_few_sessions_say_nothing(self) -> None:
        assert plateau("Squat", self.FLAT[:3], TODAY, "novice", adherence=0.9) is None


class TestFeedback:
    def kinds(self, said: Said, before: Before | None = None) -> list[str]:
        return [each.kind for each in effects(said, before)]

    def test_nothing_follows_from_right(self) -> None:
        assert effects(Said("right", enjoyed=4)) == ()

    def test_too_easy(self) -> None:
        found = effects(Said("too_easy", exercise="Squat"))[0]
        assert (found.kind, found.load, found.scope) == ("raise_load", 1.05, "next")
        assert (
            effects(Said(exercise="Squat", rpe_off=-1.5))[0].kind == "raise_load"
            and self.kinds(Said(exercise="Squat", rpe_off=-1.4)) == []
        )
        assert effects(Said("too_easy", exercise="Curl", is_isolation=True))[0].reps == (1, 2)
        assert self.kinds(Said("too_easy", exercise="Squat"), Before(easy_lifts=2)) == ["advance_week"]

    def test_too_hard(self) -> None:
        found = effects(Said("too_hard", exercise="Squat"))[0]
        assert (found.kind, found.load) == ("lower_load", 0.95) and "5 to 10 % less" in str(found)
        assert effects(Said("too_hard", exercise="Curl", is_isolation=True))[0].sets == -1
        assert self.kinds(Said("too_hard"), Before(hard_sessions=1)) == ["repeat_week"]

    def test_too_long_boring_disliked(self) -> None:
        assert self.kinds(Said(tags=("long",))) == ["trim"]
        assert self.kinds(Said(exercise="Row", tags=("boring",))) == ["swap"]
        assert self.kinds(Said(exercise="Squat", tags=("dislike",), is_priority=True)) == ["keep"]
        assert self.kinds(Said(exercise="Squat", tags=("dislike",), is_priority=True, swap_asked=True)) == ["swap"]

    def test_little_fun_twice_is_replaced_at_the_next_block(self) -> None:
        assert self.kinds(Said(exercise="Row", enjoyed=2)) == []
        found = effects(Said(exercise="Row", enjoyed=2), Before(low_enjoyment=1))[0]
        assert (found.kind, found.scope) == ("replace_at_block", "block")
        assert self.kinds(Said(exercise="Row", enjoyed=3), Before(low_enjoyment=1)) == []

    def test_pain_comes_first(self) -> None:
        assert self.kinds(Said("too_easy", exercise="Squat", pain=3)) == ["ask_pain"]


class TestLifeStages:
    def test_pregnancy_with_the_providers_word(self) -> None:
        found = stage_limits(LifeStage(pregnant_week=12, provider_agrees=True))
        assert not found.is_stopped and found.least_rir == 3 and found.cardio_rpe == 5 and found.may_supine
        assert not (found.may_test or found.may_contact or found.weight_goals) and found.weekly_cardio_minutes == 150
        assert len(found.warning_signs) == 10 and "breathe through every rep" in str(found)
        assert not stage_limits(LifeStage(pregnant_week=20, provider_agrees=True)).may_supine

    def test_without_it_or_with_a_contraindication_nothing_is_planned(self) -> None:
        assert stage_limits(LifeStage(pregnant_week=12)).is_stopped
        assert stage_limits(LifeStage(pregnant_week=30, provider_agrees=True, contraindicated=True)).is_stopped

    def test_after_birth(self) -> None:
        assert stage_limits(LifeStage(weeks_postpartum=4)).is_stopped
        assert not stage_limits(LifeStage(weeks_postpartum=4, provider_agrees=True)).is_stopped
        assert stage_limits(LifeStage(weeks_postpartum=7, caesarean=True)).is_stopped
        eight = stage_limits(LifeStage(weeks_postpartum=8))
        assert not eight.is_stopped and not eight.may_impact
        assert stage_limits(LifeStage(weeks_postpartum=12)).may_impact
        assert stage_limits(LifeStage(weeks_postpartum=20, symptom_free=False)).is_stopped

    def test_minors(self) -> None:
        assert stage_limits(LifeStage(age=12, guardian_agrees=True)).is_stopped
        assert stage_limits(LifeStage(age=14)).is_stopped
        child = stage_limits(LifeStage(age=14, guardian_agrees=True))
        assert not child.is_stopped and child.least_rir == 3 and not child.may_test and not child.weight_goals
        assert (
            not stage_limits(LifeStage(age=16)).may_test and stage_limits(LifeStage(age=16, is_coached=True)).may_test
        )

    def test_older_and_heavier(self) -> None:
        assert stage_limits(LifeStage(age=65)).balance_days == 3 and stage_limits(LifeStage(age=64)).balance_days == 0
        assert not stage_limits(LifeStage(bmi=35)).may_impact and stage_limits(LifeStage(bmi=34.9)).may_impact

    def test_stages_add_up_and_tighten_the_limits(self) -> None:
        both = stage_limits(LifeStage(age=70, bmi=36))
        assert both.balance_days == 3 and not both.may_impact and len(both.reasons) == 2
        tight = tightened(Limits(least_rir=2), stage_limits(LifeStage(pregnant_week=12, provider_agrees=True)))
        assert tight.least_rir == 3 and not tight.may_test and not tight.may_interval
        assert stage_limits(LifeStage()).reasons == ()
