"""Threads take turns with one lock: whatever order they come in, none waits for ever."""

from threading import Event, Thread

from tests.vault.world import World


def test_a_writer_may_look_at_trust_while_a_reader_of_trust_waits_for_the_writer() -> None:
    world = World()
    inside, looked = Event(), Event()

    def write() -> None:
        with world.vault.store.writing():
            inside.set()
            reader.join(0.2)  # by now the reader waits
            world.vault.trust()
            looked.set()

    writer = Thread(target=write, daemon=True)
    reader = Thread(target=lambda: (inside.wait(5), world.vault.trust()), daemon=True)
    reader.start()
    writer.start()

    assert looked.wait(10)
