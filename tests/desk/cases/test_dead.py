"""When two people accepted that he is dead, what is addressed to him stops by itself; taken back, it goes on."""

from bereginya.desk.cases import actions, queries
from bereginya.desk.cases.records import Dead, Task, Task1
from bereginya.vault import CompartmentId
from tests.desk.clients import DeskClient
from tests.desk.world import Committee


def test_a_task_addressed_to_him_stops_and_the_others_stay(
    desk: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    today = committee.vault.day()
    actions.say(committee.anna, folder, Task("письмо ему в лагерь", today, to_him=True), once="1" * 32)
    actions.say(committee.anna, folder, Task("запрос в часть", today), once="2" * 32)

    actions.say(committee.anna, folder, Dead(dead=True), once="3" * 32)

    assert queries.is_dead(committee.anna, folder)
    assert [one.todo.task.text for one in queries.due(committee.anna, today)] == ["запрос в часть"]
    assert "Stopped by itself: he is dead" in desk.text(desk.url("cases:folder", folder))


def test_what_stopped_goes_on_when_it_is_taken_back(committee: Committee, folder: CompartmentId) -> None:
    today = committee.vault.day()
    actions.say(committee.anna, folder, Task("письмо ему в лагерь", today, to_him=True), once="1" * 32)
    actions.say(committee.anna, folder, Dead(dead=True), once="2" * 32)

    actions.say(committee.anna, folder, Dead(dead=False), once="3" * 32)

    assert not queries.is_dead(committee.anna, folder)
    assert len(queries.due(committee.anna, today)) == 1


def test_a_task_of_the_first_kind_is_read_and_can_be_corrected_to_the_second(
    desk: DeskClient, committee: Committee, folder: CompartmentId
) -> None:
    task = actions.say(committee.anna, folder, Task1("посылка"), once="1" * 32)

    desk.post(desk.url("cases:correct", folder, task), {"text": "посылка ему", "to_him": "on", "seen": task})

    (one,) = queries.case_of(committee.anna, folder).tasks
    assert (one.task.text, one.task.to_him) == ("посылка ему", True)
