/* Fingerprints of stemmers: which stems this version of libstemmer gives. */
#include "core/hash.h"
#include "text/stem.h"

/* Words with the endings and exceptions of each algorithm, a blank between two. For every language
 * whose algorithm changed from Snowball 2.2 to 3.0 some have other stems by each. */
static const struct {
    const char *language, *words;
} probes[] = {
    /* clang-format off */
    {"arabic",
     "الكتاب والمدرسة يكتبون مكتبات وسيعلمون المعلمين بالسيارات كتابها فالمدينة أخبارهم"},
    {"armenian",
     "երկրների քաղաքացիները ընտրությունները գրքեր խոսելով մեծագույն տարիներին աշխատողների"},
    {"basque",
     "etxeetan hauteskundeak gobernuaren herritarrek zuzendaritza langileentzat "
     "euskaldunekin urtebetetzea"},
    {"catalan",
     "eleccions presidents nacionals ràpidament treballadores parlaven llibertats canviar- "
     "se qüestions"},
    {"danish",
     "valgene regeringens arbejdsløshed landskampene friheden politiske undersøgelserne "
     "byernes løs"},
    {"dutch",
     "verkiezingen lopen regeringen mogelijkheden huizen brieven werkloosheid gelopen "
     "kinderen meisjes lichamelijke bessen europese vluchtelingen"},
    {"english",
     "added adding internal international organizations generously happily evening skis "
     "news past pasted dying geologists emergency ships running nationally ties cries "
     "university succeeding reappraised hopefulness knightly conversational fluently "
     "exceeded proceedings"},
    {"finnish",
     "vaaleissa hallituksen kaupungeissa työttömyyttä vapaudesta kirjoistamme "
     "suomalaisille edustajiensa talossakin"},
    {"french",
     "élections présidents nationales rapidement travailleuses continuellement libertés "
     "chantaient qu'importe l'assemblée noël égalité jeudi majestueusement aiguë"},
    {"german",
     "wahlen regierungen häuser arbeitslosigkeit lehrerinnen freundlichkeiten politischen "
     "straßen kleidern systemen nachrichten beliebtesten feuerwehrmänner museum kritikerin "
     "interpretationen"},
    {"greek",
     "εκλογές κυβερνήσεις πολίτες ανθρώπους εργαζόμενοι πανεπιστημίου γράφουμε "
     "δημοκρατικές μεγαλύτερο"},
    {"hindi",
     "चुनावों लड़कियाँ किताबें सरकारों जाएगी लिखना खिलाड़ियों देशवासियों"},
    {"hungarian",
     "választások kormányának városokban munkásokkal szabadságot könyveinket házaiért "
     "gyerekeknek pártjával"},
    {"indonesian",
     "pemilihan pemerintahan membacakan bukunya berlarian penulisan dipermainkan "
     "kebebasannya menyanyikan"},
    {"irish",
     "dtoghcháin mbailte rialtais gcathair bhfear n-athair t-uisce daoineachas "
     "scríbhneoireacht"},
    {"italian",
     "elezioni governi nazionali rapidamente lavoratrici parlavano libertà abbandonare "
     "cittadinanza mangiandolo divano"},
    {"lithuanian",
     "rinkimuose vyriausybės miestuose darbininkams laisvėmis knygose gražiausias "
     "rašydamas"},
    {"nepali",
     "चुनावहरूमा सरकारले मानिसहरूलाई किताबको लेखेका गर्छन् देशबाट"},
    {"norwegian",
     "valgene regjeringens arbeidsløshet friheten politiske undersøkelsene byenes "
     "nasjonale høyere høyers"},
    {"portuguese",
     "eleições governos nacionais rapidamente trabalhadoras falavam liberdades cidadania "
     "comprá-lo difíceis"},
    {"romanian",
     "alegerile guvernului naționale naţionale muncitorilor libertăților cântând orașele "
     "oraşele președinților"},
    {"russian",
     "выборы правительства новости рабочими свободой читающие говорила красивейший "
     "министерствами ёлками"},
    {"serbian",
     "izborima vladinih gradovima radnicima slobodama pisali najlepšeg изборима градовима "
     "književnost"},
    {"spanish",
     "elecciones gobiernos nacionales rápidamente trabajadoras hablaban libertades "
     "ciudadanía comprarlo acción existencia seguridad"},
    {"swedish",
     "valen regeringens arbetslöshet friheten politiska undersökningarna städernas "
     "nationella östra löst huset universitetet"},
    {"tamil",
     "தேர்தல்கள் அரசுகளின் மக்களுக்கு புத்தகங்களை எழுதினார்கள் நகரங்களில் வந்தது"},
    {"turkish",
     "seçimlerinde hükümetlerin haberleri işçilerimizle özgürlükleri kitaplarınızdan "
     "ankara'nın evlerdeki"},
    {"yiddish",
     "וואַלן רעגירונגען שטעט אַרבעטער געשריבענע קינדערלעך פֿרײַהייטן לערערס"},
    /* clang-format on */
};

/* The probe of LANGUAGE; a language without its own has the one of English. */
static const char *probe_words(const char *language)
{
    const char *english = NULL;

    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        if (!strcmp(probes[i].language, language))
            return probes[i].words;
        if (!strcmp(probes[i].language, "english"))
            english = probes[i].words;
    }
    return english;
}

uint64_t stemmer_fingerprint(struct stemmer *s)
{
    const char *at = probe_words(stemmer_language(s));
    struct buf stems = {0};
    uint64_t hash;

    while (*at) {
        size_t len = strcspn(at, " ");

        buf_span_add(&stems, stemmer_stem(s, (struct span){at, len}));
        buf_char(&stems, ' ');
        at += len + (at[len] == ' ');
    }
    hash = hash_number(buf_span(&stems));
    buf_free(&stems);
    return hash ? hash : 1;
}

uint64_t stemmer_fingerprint_of(const char *language)
{
    struct stemmer *s;
    uint64_t fingerprint;

    if (stemmer_open(language, &s, NULL) != DATELINE_OK)
        return 0;
    fingerprint = stemmer_fingerprint(s);
    stemmer_close(s);
    return fingerprint;
}
