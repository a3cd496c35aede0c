"""A crash between the two databases leaves nothing behind that keeps later words closed."""

from bereginya import vault
from bereginya.vault.holding import Secret, address_of
from tests.vault.world import Plea, World, texts


def test_letters_of_a_folder_that_never_came_to_be_do_not_close_what_is_written_when_it_is_made_again() -> None:
    world = World()
    lost, lasting = Secret(1, b"l" * 32), Secret(1, b"r" * 32)
    holders = (world.reception,)
    folder = vault.begin(world.vault, Plea("первое"), holders=holders, once="one form", secret=lost)
    world.vault.store._log.execute("DELETE FROM entry WHERE compartment = ?", [bytes.fromhex(folder)])

    again = vault.begin(world.vault, Plea("первое"), holders=holders, once="one form", secret=lasting)
    vault.drop(world.vault, address_of(folder, lasting), Plea("второе"))

    assert again == folder
    assert texts(world.olga, folder) == ["первое", "второе"]
