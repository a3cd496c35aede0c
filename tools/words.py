"""Fill up the word lists of receipts and passphrases. Needs `wordfreq` and `pymorphy3` with its dictionaries.

A word that was refused at a reading (`refused/`) goes, the others stay, and the commonest that fit take the free places. The
lists freeze with the first release; until then whoever finds a word that hurts adds it there and runs this
(docs/decisions/0004-word-lists.md). English candidates come from a file, one a line, the commonest first.
"""

import sys
from pathlib import Path

import pymorphy3
import wordfreq

WANTED = 2048
HERE = Path(__file__).parent
LISTS = HERE.parent / "src/bereginya/vault/words"
UNKIND = {
    "ru": "вой бой бое воен войн битв враг оруж автомат пистол винтов пуля пули патрон снаряд бомб мина мины ракет танк взрыв "
    "фронт арми солдат полк взвод рота штаб атак удар рана ране раны кров труп смерт гибел убий убит морг гроб могил "
    "кладб похорон поминк крест тюрьм арест допрос пытк плен казн суд срок следств приговор штраф вор краж грабеж "
    "насил секс порн эрот груд попа зад член сперм шлюх блуд сук дерьм говн жоп хер хуй пизд еб бля нарко герои "
    "водк пьян спирт алког пиво сигар табак дым яд отрав болез рак опухол грипп вирус спид чума тиф боль больн "
    "укол крик слез плач страх ужас паник гнев злоб ненав месть обид позор стыд беда горе бедств авари крах "
    "паден пожар потоп голод нищ долг налог банк рубл доллар евро гривн цена бюджет кризис санкц власт парт "
    "выбор депут митинг протест револ путч террор жертв раб ад черт бес дьяв демон сатан бог церк мечет икон "
    "молитв грех культ расс наци фаши жид негр цыган хохл москал кацап инвалид дурак дур идиот кретин урод псих "
    "невроз депрес стресс шок травм ампут протез морфий шприц скальп кнут плет палач нож топор кинжал сабл меч "
    "шпага копь стрел прицел мишен засад облав обыск донос предат шпион развед спецслуж полиц милиц охран конвой "
    "карцер барак лагер зона срам понос рвот моча кал пот гной вонь мусор помой грязь крыс таракан вошь клоп "
    "глист змея гад скелет череп кость призрак вампир ведьм потер конец утрат развод измен брак аборт роды "
    "призыв мобил повест приказ устав парад марш штурм осада блокад оккуп агресс конфликт угроз опасн тревог "
    "фюрер царь импер держав родин отечеств отчизн герб флаг гимн указ закон кодекс "
    "труд фигн херн чушь бред ложь лож обман фальш мат брань драк ссор скандал развал разруш крушен катастр "
    "рознь побоищ дивизи ислам нокаут отчаян допинг облом поедин отряд батальон гарнизон казарм мундир погон сержант "
    "ефрейт майор полков генерал капитан офицер десант флот эсмин линкор снайп калибр порох гранат артил гаубиц "
    "минома кампан резерв перемир капитул пленн изнас педоф инцест фетиш стрипт порок распут алчн жадн тоска тоск "
    "одиноч скорб траур вдов сирот беженец эвакуац мятеж бунт диктат тиран режим репресс террит границ сепарат "
    "христ иисус библи коран талмуд аллах будд иуда еврей религ секта пост исповед ересь инквиз клинок лезвие бритв "
    "удавк петля виселиц гильот костыл коляск паралич инсульт инфаркт диабет гастрит язва чахот холер оспа корь "
    "лихорад обмор кома хирург скорая реаним морг патолог вскрыт суицид самоуб наркоз ломка доза кайф трип",
    "uk": "вій бій боє воєн війн битв ворог збро автомат пістол гвинт куля кулі патрон снаряд бомб міна міни ракет танк вибух "
    "фронт армі солдат полк взвод рота штаб атак удар рана рани кров труп смерт загиб вбив вбит убив морг труна "
    "могил цвинт кладов похорон помин хрест тюрм вязн арешт допит тортур полон страт суд строк вирок штраф злод "
    "крадіж граб насил секс порн ерот груди попа зад член сперм шлюх блуд сук лайн говн гівн дуп хер хуй пизд єб бля "
    "нарко геро горілк пян спирт алког пиво цигар тютюн дим яд отрут хвороб рак пухлин грип вірус снід чума тиф "
    "біль хвор укол крик сльоз плач страх жах панік гнів злоб ненав помст образ ганьб сором біда горе лихо аварі "
    "крах паді пожеж потоп голод злид борг подат банк рубл долар євро гривн ціна бюдж криз санкц влад парт вибор "
    "депут мітинг протест револ путч терор жертв раб пекл чорт біс дияв демон сатан бог церк мечет ікон молитв "
    "гріх культ рас наці фаши жид негр циган хохл москал кацап інвалід дурен ідіот кретин урод псих невроз депрес "
    "стрес шок травм ампут протез шприц скальп батіг кат ніж сокир кинджал шабл меч шпага спис стріл приціл мішен "
    "засід облав обшук донос зрад шпигун розвід поліц міліц охорон конвой карцер барак табір зона пронос блюв сеча "
    "кал піт гній сморід сміт бруд щур тарган воша клоп глист змія гад скелет череп кіст привид вампір відьм "
    "втрат кінець розлуч зраду шлюб аборт пологи призов мобіл повіст наказ статут парад марш штурм облог блокад "
    "окуп агрес конфлікт загроз небезп тривог фюрер цар імпер держав вітчизн герб прапор гімн указ закон кодекс "
    "дурн маячн брехн брех обман фальш лайк бійк сварк скандал розвал руйн катастр "
    "дивізі іслам нокаут відчай допінг поєдин загін батальон гарнізон казарм мундир погон сержант єфрейт майор "
    "генерал капітан офіцер десант флот есмін лінкор снайп калібр порох гранат артил гаубиц міноме кампан резерв "
    "перемир капітул полонен педоф інцест стрипт розпус жадіб туга самот скорбот жалоб вдов сирот біжен евакуац "
    "заколот бунт диктат тиран режим репрес кордон сепарат христ ісус біблі коран талмуд аллах будд юда єврей реліг "
    "секта піст сповід єресь інквіз лезо бритв зашморг петля шибен гільот милиц візок параліч інсульт інфаркт діабет "
    "гастрит вираз сухот холер віспа кір гарячк непритом кома хірург реанім розтин суїцид самогуб наркоз ломка доза",
    "en": "war batt comb fight enem weap gun rifl bull bomb mine miss tank blas expl front arm soldier troop regim "
    "attack hit wound blood corp death dead die kill murd morg coff grav cemet funer cross pris jail arrest interr "
    "tortur captiv execut judg trial court senten fine thie steal rob rape viol sex porn erot nude ass butt cock dick "
    "tit breast cum slut whor bitch shit crap fuck piss fart drug heroin vodka drunk alcoh beer wine cigar tobac smok poison "
    "toxic ill sick canc tumor flu virus aids plag pain hurt inject scream cry tear fear horr panic ang rage hat reveng "
    "insult sham disast crash fall fire flood hung poor debt tax bank doll money price crisi sanct pow party elect protes "
    "riot revol terror victim slav hell devil demon satan god church cult sin pray race nazi jew negro gyps idiot fool "
    "stupid ugly psych crazy mad stress shock traum needle whip knife axe sword spear arrow target ambush raid search "
    "betray spy polic guard jail camp waste trash dirt rat roach lice snake skel skull bone ghost vamp witch loss lost end "
    "divorc abort birth draft order march siege occup threat danger alarm law rule lie fals fake swear brawl quarr ruin "
    "evil harm abuse cruel brut crim guilt blam burn choke drown strang stab shoot shot destroy",
}


def fold(word: str, language: str) -> str:
    """Return the word without what people mix up."""
    same = {
        "ru": {"ё": "е", "ь": "", "ъ": ""},
        "uk": {"і": "и", "ї": "и", "й": "и", "ґ": "г", "ь": "", "'": "", "є": "е"},
    }
    return "".join(same.get(language, {}).get(char, char) for char in word)


def near(word: str) -> set[str]:
    """Return what is left of a word after one letter is taken out, and the word itself."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def close(left: str, right: str) -> bool:
    """Tell whether two words are within one edit: a letter more, less or other, or two neighbours swapped."""
    if abs(len(left) - len(right)) > 1:
        return False
    if len(left) == len(right):
        unlike = [at for at in range(len(left)) if left[at] != right[at]]
        swapped = len(unlike) == 2 and left[unlike[0]] == right[unlike[1]] and left[unlike[1]] == right[unlike[0]]
        return len(unlike) <= 1 or (swapped and unlike[1] - unlike[0] == 1)
    short, long = sorted((left, right), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def nouns(language: str) -> list[str]:
    """Return common nouns of Russian or Ukrainian, the commonest first."""
    words = [word for word in wordfreq.top_n_list(language, 120_000) if 4 <= len(word) <= 8 and word.isalpha()]
    analyzer = pymorphy3.MorphAnalyzer(lang=language)
    return [word for word in words if _plain_noun(analyzer, word)]


def _plain_noun(analyzer: pymorphy3.MorphAnalyzer, word: str) -> bool:
    first = analyzer.parse(word)[0]
    tag = first.tag
    strange = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init", "Slng", "Infr", "Dist", "Erro", "Arch"}
    known = analyzer.word_is_known(word)
    plain = tag.POS == "NOUN" and tag.case == "nomn" and tag.number != "plur" and tag.animacy == "inan"
    return known and plain and first.normal_form == word and not (strange & set(map(str, tag.grammemes)))


def unkind(word: str, language: str) -> bool:
    """Tell whether a word looks like one that has no place on a receipt. It errs both ways; people read the lists."""
    return any(word.startswith(stem) or (len(stem) > 3 and stem in word) for stem in UNKIND[language].split())


def listed(folder: Path, language: str) -> list[str]:
    """Return the words of a file."""
    return (folder / f"{language}.txt").read_text("utf-8").split()


def choose(language: str, candidates: list[str], taken: set[str]) -> list[str]:
    """Return the first words of which no two are within one edit, none of another list and none refused."""
    chosen: list[str] = []
    buckets: dict[str, list[str]] = {}
    refused = set(listed(HERE / "refused", language))
    for word in candidates:
        folded = fold(word, language)
        if len(folded) < 4 or word in refused or {fold(word, other) for other in ("ru", "uk")} & taken:
            continue
        if any(close(folded, other) for part in near(folded) for other in buckets.get(part, ())):
            continue
        chosen.append(word)
        for part in near(folded):
            buckets.setdefault(part, []).append(folded)
        if len(chosen) == WANTED:
            break
    return sorted(chosen)


def fill(language: str, used: set[str], english: list[str]) -> list[str]:
    """Return the list as it stands, without what was refused, filled up with new words."""
    fresh = english if language == "en" else nouns(language)
    kind = [word for word in fresh if not unkind(word, language)]
    return choose(language, listed(LISTS, language) + kind, used)


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text("utf-8").split() if sys.argv[1:] else []
    used: set[str] = set()
    for code in ("uk", "ru", "en"):
        words = fill(code, used, source)
        used |= {fold(word, other) for word in words for other in ("ru", "uk")}
        (LISTS / f"{code}.txt").write_text("\n".join(words) + "\n", "utf-8")
        print(code, len(words))
