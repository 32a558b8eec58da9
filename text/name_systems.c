/* Tables of Chinese and Korean romanisations: Wade-Giles and postal spellings beside pinyin,
 * McCune-Reischauer and the habits of families beside the Revised Romanisation. */
#include "text/name_systems.h"

const struct chinese_initial chinese_initials[] = {
    {{"b", "p"}, "a ai an ang ao ei en eng i ian iao ie in ing o u", NO_MARK},
    {{"p", "p"}, "a ai an ang ao ei en eng i ian iao ie in ing o ou u", NO_MARK},
    {{"m", "m"}, "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u", NO_MARK},
    {{"f", "f"}, "a an ang ei en eng o ou u", NO_MARK},
    {{"d", "t"}, "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo", NO_MARK},
    {{"t", "t"}, "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo", NO_MARK},
    {{"n", "n"},
     "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo",
     NO_MARK},
    {{"l", "l"},
     "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo",
     NO_MARK},
    {{"g", "k"}, "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo", NO_MARK},
    {{"k", "k"}, "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo", NO_MARK},
    {{"h", "h"}, "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo", NO_MARK},
    {{"j", "ch"}, "i ia ian iang iao ie in ing iong iu u uan ue un", MARK_WEAK},
    {{"j", "k ts"}, "i ia ian iang iao ie in ing iong iu", MARK_WEAK},
    {{"q", "ch"}, "i ia ian iang iao ie in ing iong iu u uan ue un", MARK_STRONG},
    {{"q", "k ts"}, "i ia ian iang iao ie in ing iong iu", MARK_STRONG},
    {{"x", "hs"}, "i ia ian iang iao ie in ing iong iu u uan ue un", MARK_STRONG},
    {{"x", "s"}, "i ia ian iang iao ie in ing iong iu", MARK_STRONG},
    {{"zh", "ch"}, "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo", MARK_STRONG},
    {{"ch", "ch"}, "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo", NO_MARK},
    {{"sh", "sh"}, "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo", NO_MARK},
    {{"r", "j"}, "an ang ao e en eng i ong ou u ua uan ui un uo", NO_MARK},
    {{"z", "ts tz"}, "a ai an ang ao e ei en eng i ong ou u uan ui un uo", MARK_WEAK},
    {{"c", "ts tz"}, "a ai an ang ao e en eng i ong ou u uan ui un uo", MARK_WEAK},
    {{"s", "s ss sz"}, "a ai an ang ao e en eng i ong ou u uan ui un uo", NO_MARK},
    {{"y", "y"}, "a an ang ao e i in ing ong ou u uan ue un", NO_MARK},
    {{"y", ""}, "i in ing", NO_MARK},
    {{"w", "w"}, "a ai an ang ei en eng o u", NO_MARK},
    {{"", ""}, "a ai an ang ao e ei en eng er o ou", NO_MARK},
};

const struct chinese_final chinese_finals[] = {
    {"zh ch sh r", {"i", "ih"}}, {"z c s", {"i", "u e"}},      {"y", {"e", "eh"}},
    {"y", {"an", "en"}},         {"y", {"ou", "u"}},           {"b p m f w", {"o", "o"}},
    {"b p", {"ei", "ei eh e"}},  {NULL, {"e", "e eh o"}},      {NULL, {"ie", "ieh"}},
    {NULL, {"ue", "ueh"}},       {NULL, {"ian", "ien ian"}},   {NULL, {"ong", "ung"}},
    {NULL, {"iong", "iung"}},    {NULL, {"uo", "o uo"}},       {NULL, {"ou", "ou ow"}},
    {NULL, {"u", "u oo"}},       {NULL, {"ui", "ui uei wei"}}, {NULL, {"ua", "ua wa"}},
    {NULL, {"uai", "uai wai"}},  {NULL, {"uan", "uan wan"}},   {NULL, {"uang", "uang wang"}},
    {NULL, {"er", "erh"}},
};

const struct syllable_part korean_initials[] = {
    {"g", "g k"}, {"kk", "k"},  {"n", "n"},  {"d", "d t"}, {"tt", "t"},   {"r", "r"},
    {"m", "m"},   {"b", "b p"}, {"pp", "p"}, {"s", "s"},   {"j", "j ch"}, {"ch", "ch"},
    {"k", "k"},   {"t", "t"},   {"p", "p"},  {"h", "h"},   {"", ""},
};

const struct syllable_part korean_vowels[] = {
    {"yeo", "yeo yo yu you"},
    {"eo", "eo o u"},
    {"eu", "eu u"},
    {"ae", "ae ai"},
    {"oe", "oe oi"},
    {"wo", "wo weo"},
    {"wa", "wa"},
    {"ye", "ye"},
    {"a", "a"},
    {"ya", "ya"},
    {"e", "e"},
    {"o", "o"},
    {"yo", "yo"},
    {"u", "u oo woo"},
    {"wi", "wi"},
    {"yu", "yu yoo you"},
    {"ui", "ui eui"},
    {"i", "i ee"},
};

const struct syllable_part korean_ends[] = {
    {"", ""}, {"k", "k"}, {"n", "n"}, {"l", "l"}, {"m", "m"}, {"p", "p"}, {"ng", "ng"}, {"t", "t"},
};

/* Names of Korea that have no mark of their own, and servant of God, of Arabic names, with and
 * without the article that follows. */
const char *const listed_names[] = {
    "lee yi rhee",      "park pak bak",
    "lim rim yim",      "roh noh",
    "yoo ryu yu",       "kim gim",
    "jung chung jeong", "kang gang",
    "cho jo",           "shin sin",
    "chun jeon jun",    "chang jang",
    "seo suh",          "heo hur huh",
    "woo wu",           "moon mun",
    "yoon yun",         "koo ku gu",
    "koh goh",          "busan pusan",
    "jeju cheju",       "abd abdel abdul abdal abdol abdoul",
};

const size_t n_chinese_initials = sizeof chinese_initials / sizeof *chinese_initials;

const size_t n_chinese_finals = sizeof chinese_finals / sizeof *chinese_finals;

const size_t n_korean_initials = sizeof korean_initials / sizeof *korean_initials;

const size_t n_korean_vowels = sizeof korean_vowels / sizeof *korean_vowels;

const size_t n_korean_ends = sizeof korean_ends / sizeof *korean_ends;

const size_t n_listed_names = sizeof listed_names / sizeof *listed_names;
