"""What people in a role wear and look like, where their sheet says nothing else; and the words that tell women from men."""

from generation.animatic.figures.beings import BEINGS

_WOMEN_WORDS = (
    "woman women girl lady mother mom mum grandmother grandma granny queen princess witch she her wife daughter "
    "sister aunt widow niece bride nun waitress actress heroine heiress seamstress sorceress enchantress priestess "
    "goddess empress duchess countess schoolgirl milkmaid maid shepherdess huntress crone matron maiden female "
    "ballerina saleswoman fisherwoman policewoman stewardess hostess mistress "
)
_WOMEN_NAMES = (
    "mara ada alice amina anna aya beth clara elena elin ella emma eva grace hana ida ines iris isla jane june kate "
    "leila lena lily lucy maeve mary maya mei mina nadia nora olive olivia rosa ruth sara sofia tess vera wren zoe "
    "yuki ingrid astrid freya sigrid ellen esther hazel edith agnes margot mirabel "
)
WOMEN: frozenset[str] = frozenset(_WOMEN_WORDS.split())
WOMEN_NAMES: frozenset[str] = frozenset(_WOMEN_NAMES.split())


_MEN_WORDS = (
    "man men boy gentleman father dad grandfather grandpa king prince wizard he his him husband son brother uncle "
    "widower nephew groom monk waiter actor priest duke count emperor schoolboy lad male fisherman policeman "
    "salesman businessman fellow guy sultan pharaoh lord sir cowboy bachelor "
)
_MEN_NAMES = (
    "tom jack john sam ben max leo finn oscar henry karl hans omar ali ravi kenji otto emil hugo theo luis juan "
    "marco pedro ivan boris noah adam paul peter george james luca jonas elias felix arthur walter albert simon "
    "david bjorn erik lars anton viktor silas edmund "
)
MEN: frozenset[str] = frozenset(_MEN_WORDS.split())
MEN_NAMES: frozenset[str] = frozenset(_MEN_NAMES.split())


_OTHER_WORDS = (
    "children folk crowd family couple crew "
    "adventurer agent alchemist ambassador angler announcer apothecary archivist assassin astrologer author aviator "
    "aviatrix abbot accountant babysitter barista barrister bartender biologist bookseller boss botanist brewer "
    "buccaneer burglar busker butcher cabbie captive caretaker carter castaway cellist ceo ceramicist chauffeur "
    "chemist choreographer cleaner clerk climber coder columnist comedian composer concierge constable convict cop "
    "courier cousin cyclist deckhand digger director drifter electrician exorcist fiance fiancee fiddler fighter "
    "florist gambler gladiator glassblower goatherd goatherder governess gravedigger grocer guest guide guitarist "
    "gunslinger gymnast hairdresser headmaster herbalist herder hitchhiker horologist human illusionist illustrator "
    "imam inmate intern investigator jester joiner knitter lamplighter landlady lieutenant logger mage manager "
    "mariner marshal medic messenger midwife milliner millionaire mime miser mountaineer nanny nobody nomad novelist "
    "orphan outlaw paladin paramedic partner patient pawnbroker peddler people perfumer person pharmacist physician "
    "physicist pickpocket pilgrim player playwright plumber politician president prisoner private programmer "
    "projectionist prosecutor prospector psychic pupil rabbi rancher rapper receptionist referee refugee reporter "
    "researcher rider robber sculptor seamstress secretary senator sergeant sheriff sherpa sibling skater skier "
    "skipper sleuth smith smuggler somebody someone soprano spinner sprinter squire stargazer sultan surgeon surveyor "
    "survivor sweep swimmer tourist trader trainee trainer trapper traveler trucker trumpeter tsar tuner tutor twin "
    "tycoon undertaker urchin vet veteran veterinarian villager visitor wagoner weaver wrestler "
)
PEOPLE: frozenset[str] = frozenset(_OTHER_WORDS.split())
"""People whose trade says nothing about their looks."""

ROLES: dict[str, dict[str, str]] = {
    **BEINGS,
    "fairy": {
        "outfit": "dress",
        "wings": "gossamer",
        "sex": "woman",
        "build": "slim",
        "stature": "0.72",
        "top": "#8fc2a5",
    },
    "pixie": {
        "marks": "ears",
        "outfit": "tunic",
        "wings": "gossamer",
        "build": "slim",
        "stature": "0.66",
        "top": "#7fae6a",
    },
    "sprite": {"outfit": "tunic", "wings": "gossamer", "build": "slim", "stature": "0.66"},
    "nymph": {"outfit": "dress", "sex": "woman", "hair_style": "long", "top": "#7fb5a8"},
    "godmother": {"outfit": "dress", "wings": "gossamer", "sex": "woman", "age": "old", "top": "#9f86c0"},
    "cupid": {"outfit": "tunic", "wings": "feather", "age": "child", "hair_style": "curly", "top": "#efe9da"},
    "god": {"outfit": "robe", "beard": "full", "sex": "man", "stature": "1.12", "top": "#efe9da"},
    "goddess": {
        "outfit": "robe",
        "hat": "crown",
        "sex": "woman",
        "hair_style": "long",
        "stature": "1.08",
        "top": "#efe9da",
    },
    "zeus": {"outfit": "robe", "beard": "long", "sex": "man", "age": "old", "stature": "1.15", "top": "#efe9da"},
    "jupiter": {"outfit": "robe", "beard": "long", "sex": "man", "age": "old", "stature": "1.15", "top": "#efe9da"},
    "mercury": {"outfit": "tunic", "hat": "helmet", "wings": "feather", "sex": "man", "top": "#efe0c0"},
    "hermes": {"outfit": "tunic", "hat": "helmet", "wings": "feather", "sex": "man", "top": "#efe0c0"},
    "apollo": {"outfit": "robe", "hat": "crown", "sex": "man", "age": "young", "beard": "", "top": "#e6c56e"},
    "hercules": {
        "outfit": "tunic",
        "build": "broad",
        "beard": "full",
        "sex": "man",
        "cloak": "#b58a4a",
        "stature": "1.12",
    },
    "athena": {"outfit": "armour", "hat": "helmet", "sex": "woman"},
    "muse": {"outfit": "robe", "sex": "woman", "hair_style": "bun", "top": "#d9c7dd"},
    "giant": {"outfit": "tunic", "build": "broad", "stature": "1.32", "beard": "full", "sex": "man"},
    "giantess": {"outfit": "dress", "build": "broad", "stature": "1.3", "sex": "woman"},
    "hobbit": {"outfit": "waistcoat", "stature": "0.68", "build": "stout", "hair_style": "curly", "beard": ""},
    "leprechaun": {
        "outfit": "suit",
        "hat": "top",
        "stature": "0.62",
        "beard": "full",
        "top": "#3f7f4f",
        "hat_colour": "#2f6a40",
        "sex": "man",
    },
    "doll": {"outfit": "dress", "hair_style": "pigtails", "stature": "0.7", "sex": "woman", "age": "young"},
    "puppet": {"outfit": "tunic", "stature": "0.7", "hat": "cap"},
    "marionette": {"outfit": "tunic", "stature": "0.7", "hat": "cap"},
    "nutcracker": {"outfit": "uniform", "hat": "top", "top": "#a83a3a", "beard": "moustache", "sex": "man"},
    "reaper": {"outfit": "robe", "hat": "hood", "top": "#2b2a33", "hat_colour": "#2b2a33", "build": "slim"},
    "death": {"outfit": "robe", "hat": "hood", "top": "#2b2a33", "hat_colour": "#2b2a33", "build": "slim"},
    "superhero": {"outfit": "tunic", "cloak": "#b5333f", "build": "broad", "top": "#2f5f9f"},
    "keeper": {"outfit": "coat", "hat": "captain", "top": "#2f4a6b"},
    "baker": {"outfit": "shirt", "hat": "chef", "apron": "yes", "top": "#d9cdb8", "build": "stout"},
    "chef": {"outfit": "uniform", "hat": "chef", "apron": "yes", "top": "#ece8df"},
    "cook": {"outfit": "shirt", "apron": "yes"},
    "king": {
        "outfit": "robe",
        "hat": "crown",
        "cloak": "#8c2f3d",
        "top": "#5b3f7a",
        "beard": "full",
        "sex": "man",
        "age": "old",
    },
    "queen": {
        "outfit": "dress",
        "hat": "crown",
        "cloak": "#4a2f6b",
        "top": "#8a3550",
        "sex": "woman",
        "hair_style": "bun",
    },
    "prince": {"outfit": "tunic", "hat": "crown", "cloak": "#7c2f3d", "sex": "man", "age": "young", "beard": ""},
    "princess": {
        "outfit": "dress",
        "hat": "crown",
        "sex": "woman",
        "age": "young",
        "hair_style": "long",
        "top": "#c97f97",
    },
    "witch": {"outfit": "dress", "hat": "witch", "top": "#3b3150", "sex": "woman", "hair_style": "wavy"},
    "wizard": {"outfit": "robe", "hat": "wizard", "top": "#3a4684", "beard": "long", "sex": "man", "age": "old"},
    "sorcerer": {"outfit": "robe", "hat": "wizard", "beard": "long", "sex": "man", "age": "old"},
    "sorceress": {"outfit": "robe", "sex": "woman", "hair_style": "long"},
    "magician": {"outfit": "suit", "hat": "top", "tie": "yes", "top": "#2b2a35", "cloak": "#7c2236"},
    "astronaut": {"outfit": "spacesuit", "hat": "bubble", "top": "#e9e6e0"},
    "cosmonaut": {"outfit": "spacesuit", "hat": "bubble", "top": "#d9743a"},
    "spacewoman": {"outfit": "spacesuit", "hat": "bubble"},
    "spaceman": {"outfit": "spacesuit", "hat": "bubble"},
    "knight": {"outfit": "armour", "hat": "helmet", "top": "#a9b1bd", "cloak": "#8c2f3d"},
    "warrior": {"outfit": "armour", "build": "tall"},
    "samurai": {"outfit": "armour", "top": "#5c3030", "hair_style": "bun"},
    "viking": {"outfit": "tunic", "hat": "helmet", "beard": "full", "cloak": "#6b5540"},
    "soldier": {"outfit": "uniform", "hat": "cap", "top": "#5f6b4a", "hat_colour": "#525e40"},
    "guard": {"outfit": "uniform", "hat": "helmet", "top": "#7c3038"},
    "officer": {"outfit": "uniform", "hat": "captain"},
    "captain": {"outfit": "uniform", "hat": "captain", "top": "#2b3a5e", "beard": "full", "hat_colour": "#2b3a5e"},
    "sailor": {"outfit": "sweater", "hat": "beanie", "top": "#2b3f66"},
    "fisherman": {"outfit": "sweater", "hat": "beanie", "beard": "full", "sex": "man"},
    "fisher": {"outfit": "coat", "hat": "sou-wester", "top": "#d9a93a"},
    "pilot": {"outfit": "jacket", "hat": "cap", "scarf": "yes", "top": "#6e4a35"},
    "pirate": {"outfit": "coat", "hat": "tricorn", "patch": "yes", "top": "#6b2a35"},
    "detective": {"outfit": "coat", "hat": "brim", "top": "#a08a63", "tie": "yes"},
    "inspector": {"outfit": "coat", "hat": "brim", "tie": "yes"},
    "spy": {"outfit": "coat", "hat": "brim", "top": "#3a3f4c"},
    "policeman": {"outfit": "uniform", "hat": "captain", "top": "#2b3a5e"},
    "postman": {"outfit": "uniform", "hat": "captain", "top": "#34507d"},
    "conductor": {"outfit": "uniform", "hat": "captain"},
    "driver": {"outfit": "jacket", "hat": "cap"},
    "firefighter": {"outfit": "coat", "hat": "helmet", "top": "#c9a23a"},
    "doctor": {"outfit": "coat", "top": "#ece9e2", "glasses": "yes"},
    "nurse": {"outfit": "uniform", "top": "#bcd3d6"},
    "scientist": {"outfit": "coat", "top": "#ece9e2", "glasses": "yes", "hair_style": "tousled"},
    "professor": {"outfit": "suit", "glasses": "yes", "tie": "yes", "age": "old"},
    "teacher": {"outfit": "sweater", "glasses": "yes"},
    "librarian": {"outfit": "sweater", "glasses": "yes", "hair_style": "bun"},
    "inventor": {"outfit": "waistcoat", "glasses": "yes", "hair_style": "tousled"},
    "clockmaker": {"outfit": "waistcoat", "glasses": "yes", "apron": "yes", "age": "old"},
    "watchmaker": {"outfit": "waistcoat", "glasses": "yes", "age": "old"},
    "tailor": {"outfit": "waistcoat", "glasses": "yes"},
    "cobbler": {"outfit": "shirt", "apron": "yes"},
    "blacksmith": {"outfit": "shirt", "apron": "yes", "build": "stout", "beard": "full"},
    "potter": {"outfit": "shirt", "apron": "yes"},
    "carpenter": {"outfit": "shirt", "apron": "yes"},
    "painter": {"outfit": "shirt", "apron": "yes", "hat": "cap"},
    "artist": {"outfit": "sweater", "hat": "cap"},
    "gardener": {"outfit": "overalls", "hat": "straw"},
    "farmer": {"outfit": "overalls", "hat": "straw"},
    "shepherd": {"outfit": "tunic", "cloak": "#7d6a50", "hat": "brim"},
    "shepherdess": {"outfit": "dress", "hat": "bonnet"},
    "miner": {"outfit": "overalls", "hat": "helmet"},
    "mechanic": {"outfit": "overalls", "hat": "cap"},
    "engineer": {"outfit": "overalls", "hat": "helmet", "hat_colour": "#dba53a"},
    "woodcutter": {"outfit": "shirt", "beard": "full", "top": "#a6453c"},
    "lumberjack": {"outfit": "shirt", "beard": "full", "top": "#a6453c", "hat": "beanie"},
    "hunter": {"outfit": "jacket", "hat": "brim", "top": "#5f6b4a"},
    "ranger": {"outfit": "jacket", "hat": "brim", "top": "#6a6d45"},
    "explorer": {"outfit": "jacket", "hat": "brim", "top": "#a3946a"},
    "archaeologist": {"outfit": "jacket", "hat": "brim", "top": "#8d7350"},
    "cowboy": {"outfit": "waistcoat", "hat": "brim", "sex": "man", "hat_colour": "#77503a"},
    "cowgirl": {"outfit": "waistcoat", "hat": "brim", "sex": "woman"},
    "monk": {"outfit": "robe", "hair_style": "bald", "top": "#9c5a34", "beard": ""},
    "nun": {"outfit": "robe", "hat": "headscarf", "top": "#2e2d38", "hat_colour": "#2e2d38", "sex": "woman"},
    "priest": {"outfit": "robe", "top": "#2e2d38"},
    "hermit": {"outfit": "robe", "hat": "hood", "beard": "long", "age": "old"},
    "peasant": {"outfit": "tunic"},
    "beggar": {"outfit": "tunic", "hat": "hood", "top": "#7d7264"},
    "thief": {"outfit": "tunic", "hat": "hood", "top": "#3d3a46"},
    "traveller": {"outfit": "coat", "cloak": "#4d5a4a"},
    "traveler": {"outfit": "coat", "cloak": "#4d5a4a"},
    "wanderer": {"outfit": "tunic", "hat": "hood", "cloak": "#5a5148"},
    "merchant": {"outfit": "robe", "hat": "turban", "build": "stout"},
    "innkeeper": {"outfit": "waistcoat", "apron": "yes", "build": "stout"},
    "grandmother": {
        "outfit": "dress",
        "glasses": "yes",
        "hair_style": "bun",
        "cloak": "#8a6a86",
        "sex": "woman",
        "age": "old",
    },
    "grandma": {"outfit": "dress", "glasses": "yes", "hair_style": "bun", "sex": "woman", "age": "old"},
    "granny": {"outfit": "dress", "glasses": "yes", "hair_style": "bun", "sex": "woman", "age": "old"},
    "grandfather": {"outfit": "waistcoat", "beard": "moustache", "hat": "cap", "sex": "man", "age": "old"},
    "grandpa": {"outfit": "waistcoat", "beard": "moustache", "hat": "cap", "sex": "man", "age": "old"},
    "businessman": {"outfit": "suit", "tie": "yes"},
    "lawyer": {"outfit": "suit", "tie": "yes"},
    "banker": {"outfit": "suit", "tie": "yes", "hat": "top"},
    "butler": {"outfit": "suit", "tie": "yes", "top": "#2b2a35"},
    "waiter": {"outfit": "suit", "tie": "yes", "apron": "yes"},
    "bride": {"outfit": "dress", "hat": "headscarf", "top": "#efe8de", "hat_colour": "#f3eee6"},
    "groom": {"outfit": "suit", "tie": "yes"},
    "ballerina": {"outfit": "dress", "hair_style": "bun", "top": "#dfa3b0"},
    "dancer": {"outfit": "dress"},
    "singer": {},
    "actor": {},
    "actress": {},
    "clown": {"outfit": "suit", "hat": "top", "hair_style": "afro", "top": "#d7893a"},
    "acrobat": {"outfit": "tunic"},
    "juggler": {"outfit": "tunic"},
    "musician": {"outfit": "waistcoat"},
    "pianist": {"outfit": "suit", "tie": "yes"},
    "violinist": {"outfit": "suit"},
    "poet": {"outfit": "coat", "scarf": "yes"},
    "writer": {"outfit": "sweater", "glasses": "yes"},
    "journalist": {"outfit": "coat", "hat": "brim"},
    "photographer": {"outfit": "jacket"},
    "student": {"outfit": "sweater", "age": "young"},
    "apprentice": {"outfit": "tunic", "apron": "yes", "age": "young"},
    "servant": {"outfit": "dress", "apron": "yes"},
    "maid": {"outfit": "dress", "apron": "yes", "sex": "woman", "hat": "bonnet"},
    "milkmaid": {"outfit": "dress", "apron": "yes", "sex": "woman", "hat": "bonnet"},
    "mayor": {"outfit": "suit", "hat": "top", "build": "stout", "tie": "yes"},
    "judge": {"outfit": "robe", "top": "#2e2d38", "age": "old"},
    "miller": {"outfit": "shirt", "apron": "yes", "hat": "cap"},
    "ferryman": {"outfit": "coat", "hat": "hood", "sex": "man"},
    "diver": {"outfit": "spacesuit", "hat": "bubble", "top": "#a3814f"},
    "athlete": {"outfit": "shirt"},
    "runner": {"outfit": "shirt"},
    "boxer": {"outfit": "shirt", "build": "stout"},
    "hero": {"outfit": "tunic", "cloak": "#8c2f3d"},
    "heroine": {"outfit": "tunic", "cloak": "#8c2f3d"},
    "villain": {"outfit": "coat", "hat": "top", "top": "#2f2a38", "beard": "moustache"},
    "stranger": {"outfit": "coat", "hat": "brim", "top": "#3a3f4c"},
    "neighbour": {},
    "neighbor": {},
    "friend": {},
    "child": {"age": "child"},
    "kid": {"age": "child"},
    "toddler": {"age": "child"},
    "baby": {"age": "child"},
    "orphan": {"age": "child", "outfit": "tunic"},
    "teenager": {"age": "young"},
    "boy": {"age": "child", "sex": "man"},
    "girl": {"age": "child", "sex": "woman"},
    "elder": {"age": "old", "outfit": "robe"},
    "druid": {"outfit": "robe", "hat": "hood", "beard": "long"},
    "elf": {"marks": "ears", "stature": "0.8", "outfit": "tunic", "hair_style": "long", "build": "slim"},
    "dwarf": {"stature": "0.68", "outfit": "tunic", "beard": "long", "build": "stout", "hat": "beanie"},
    "gnome": {
        "stature": "0.6",
        "outfit": "tunic",
        "beard": "long",
        "hat": "wizard",
        "hat_colour": "#b5433b",
        "age": "old",
    },
    "villager": {},
    "passenger": {},
    "customer": {},
    "parent": {},
    "stationmaster": {"outfit": "uniform", "hat": "captain"},
    "beekeeper": {"outfit": "coat", "hat": "straw", "top": "#e5dcc5"},
    "cartographer": {"outfit": "waistcoat", "glasses": "yes"},
    "mapmaker": {"outfit": "waistcoat", "glasses": "yes"},
    "astronomer": {"outfit": "robe", "glasses": "yes"},
    "hacker": {"outfit": "sweater", "hat": "hood"},
    "janitor": {"outfit": "overalls", "hat": "cap"},
    "worker": {"outfit": "overalls"},
    "builder": {"outfit": "overalls", "hat": "helmet", "hat_colour": "#dba53a"},
    "narrator": {},
    "host": {"outfit": "suit"},
    "gentleman": {"outfit": "suit", "hat": "top"},
    "lady": {"outfit": "dress"},
    "lord": {"outfit": "suit"},
    "chief": {"outfit": "coat"},
    "emperor": {"outfit": "robe", "hat": "crown"},
    "empress": {"outfit": "dress", "hat": "crown"},
    "duke": {"outfit": "coat"},
    "duchess": {"outfit": "dress"},
    "sultan": {"outfit": "robe", "hat": "turban"},
    "pharaoh": {"outfit": "robe", "hat": "crown"},
    "porter": {"outfit": "uniform", "hat": "cap"},
    "seller": {"outfit": "shirt", "apron": "yes"},
    "vendor": {"outfit": "shirt", "apron": "yes"},
    "barber": {"outfit": "waistcoat", "beard": "moustache"},
    "puppeteer": {"outfit": "waistcoat"},
    "bandit": {"outfit": "coat", "hat": "brim"},
}
