//! What the reader makes of texts in the languages that it knows, and of texts that nobody should read.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

use std::sync::LazyLock;

use proptest::prelude::*;
use squall::reading::{Reader, Reading, Sentiment};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::shipped().unwrap());

fn read(text: &str) -> Reading {
    READER.read(text, None)
}

fn language(text: &str) -> &'static str {
    read(text).language.tag()
}

/// For each language a complaint and a compliment about invented brands.
const SPOKEN: &[(&str, &str, &str)] = &[
    (
        "en",
        "The Lumora kettle caught fire on the second day, this is a disgrace and nobody answers the phone",
        "The people at Lumora were wonderful today, I love the new kettle and the service is excellent",
    ),
    (
        "it",
        "Il latte Pratolieto aveva un odore terribile, che schifo, una vera vergogna per tutti voi",
        "Grazie a Pratolieto per il servizio eccellente, il nuovo yogurt è buonissimo e lo adoro",
    ),
    (
        "bg",
        "Ужасно обслужване от Звездамлин, млякото беше развалено и никой не вдига телефона, това е позор",
        "Благодаря на Звездамлин за чудесното обслужване, млякото е прекрасно и много вкусно",
    ),
    (
        "el",
        "Απαράδεκτη εξυπηρέτηση από τη Γαλήνεια, το προϊόν ήρθε χαλασμένο, είναι μια μεγάλη απάτη και ντροπή",
        "Ευχαριστώ πολύ τη Γαλήνεια για την υπέροχη εξυπηρέτηση, το γιαούρτι είναι εξαιρετικό",
    ),
    (
        "zh-Hant",
        "雲朵牛奶又壞掉了，客服完全不理人，真是噁心又可惡的黑心廠商",
        "雲朵牛奶真的很好喝，服務人員親切，大推，謝謝你們",
    ),
    (
        "zh-Hans",
        "云朵牛奶又坏了，客服根本不理人，真恶心，太让人失望了",
        "云朵牛奶真的很好喝，服务很贴心，非常满意，谢谢你们",
    ),
    (
        "es",
        "El servicio de Solterra es horrible, me vendieron un producto roto y nadie responde, qué vergüenza",
        "Muchas gracias a Solterra por el servicio excelente, me encanta el nuevo producto, es maravilloso",
    ),
    (
        "fr",
        "Le service de Clairval est nul, c'est une honte, mon colis est perdu et personne ne répond",
        "Merci à Clairval pour ce service excellent, le nouveau produit est magnifique et je l'adore",
    ),
    (
        "de",
        "Der Kundendienst von Nordwiese ist eine Katastrophe, das Gerät ist kaputt und niemand antwortet mir",
        "Vielen Dank an Nordwiese für den tollen Service, ich liebe das neue Gerät, es ist wunderbar",
    ),
    (
        "pt",
        "O atendimento da Valsol é péssimo, o produto chegou estragado e ninguém responde, que vergonha",
        "Obrigado à Valsol pelo atendimento excelente, adorei o novo produto, é maravilhoso",
    ),
    (
        "ru",
        "Ужасное обслуживание в Белоцвете, товар сломан, и никто не отвечает на звонки, это просто позор",
        "Спасибо Белоцвету за отличное обслуживание, мне очень нравится, всё просто прекрасно",
    ),
];

#[test]
fn complaints_and_compliments_are_told_apart_in_every_language() {
    for &(tag, complaint, compliment) in SPOKEN {
        for (text, wanted) in [(complaint, Sentiment::Negative), (compliment, Sentiment::Positive)] {
            let reading = read(text);
            assert_eq!((reading.language.tag(), reading.sentiment), (tag, wanted), "{text}: {reading:?}");
            assert!(!reading.because.is_empty(), "{text}");
            assert!(reading.because.iter().all(|because| text.contains(&because.text)), "{reading:?}");
            assert_eq!(reading.because[0].weight > 0.0, wanted == Sentiment::Positive, "{reading:?}");
        }
    }
}

#[test]
fn capitals_lost_accents_and_stretched_letters_change_nothing() {
    let same = |a: &str, b: &str| {
        let (a, b) = (read(a), read(b));
        assert_eq!((a.language, a.probabilities), (b.language, b.probabilities));
    };
    same("ΑΠΑΡΑΔΕΚΤΗ ΕΞΥΠΗΡΕΤΗΣΗ, ΜΕΓΑΛΟΣ ΠΟΝΟΣ", "απαράδεκτη εξυπηρέτηση, μεγάλος πόνος");
    same("УЖАСНО ОБСЛУЖВАНЕ, НИКОГА ПОВЕЧЕ", "ужасно обслужване, никога повече");
    same("this is soooooo bad", "this is soo bad");
    same("ｔｅｒｒｉｂｌｅ　ｓｅｒｖｉｃｅ", "terrible service");
    same("that was ter\u{200b}rib\u{200d}le, truly", "that was terrible, truly");
    same("that was \u{202e}terrible\u{202c}, truly", "that was terrible, truly");
}

#[test]
fn a_negated_compliment_is_less_of_one() {
    let pairs = [
        ("the new kettle is good", "the new kettle is not good"),
        ("il nuovo yogurt è buono", "il nuovo yogurt non è buono"),
        ("το νέο γιαούρτι είναι καλό", "το νέο γιαούρτι δεν είναι καλό"),
        ("новото мляко е вкусно", "новото мляко не е вкусно"),
        ("這家店的牛奶好喝", "這家店的牛奶不好喝"),
    ];
    for (plain, negated) in pairs {
        let (plain, negated) = (read(plain).score, read(negated).score);
        assert!(negated < plain - 0.1, "{plain} and {negated}");
    }
}

#[test]
fn a_known_character_inside_a_longer_chinese_word_is_no_feeling() {
    for text in ["系統更新正在進行中，進度一半", "門市正在裝修，下週三開"] {
        let reading = read(text);
        assert!(reading.sentiment != Sentiment::Positive, "{text}: {reading:?}");
    }
    assert!(read("非常好吃").sentiment != Sentiment::Negative, "非 negates by itself alone");
}

#[test]
fn neighbours_in_the_same_letters_are_not_taken_for_our_languages() {
    let foreign = [
        ("ru", "Третий день жду посылку, на горячей линии никто не отвечает"),
        ("ru", "Подскажите, пожалуйста, до скольки вы работаете в субботу?"),
        ("uk", "Замовлення приїхало вчасно, дякую за швидку доставку"),
        ("mk", "Нарачката сè уште не е стигната, а никој не се јавува"),
        ("sr", "Већ трећи дан чекам пакет и нико се не јавља на телефон"),
        ("pl", "Czekam już trzeci dzień na paczkę i nikt nie odbiera telefonu"),
        ("ro", "Aștept coletul de trei zile și nu răspunde nimeni la telefon"),
        ("cs", "Čekám na balík už třetí den a nikdo nezvedá telefon"),
    ];
    for (tag, text) in foreign {
        assert_eq!(language(text), tag, "{text}");
    }
}

#[test]
fn greek_and_bulgarian_in_latin_letters_are_named_as_such() {
    assert_eq!(language("perimeno to paketo 3 meres kai kaneis den apantaei sto tilefono"), "el-Latn");
    assert_eq!(language("den to perimena, irthe thn idia mera kai doulevei mia xara"), "el-Latn");
    assert_eq!(language("chakam pratkata ot tri dni i nikoi ne vdiga telefona"), "bg-Latn");
    assert_eq!(language("4akam veche 2 sedmici, nqma nikoi na telefona"), "bg-Latn");
}

#[test]
fn a_fact_that_harms_is_a_complaint_without_a_word_of_feeling() {
    for text in [
        "You took the money twice for one order and the second payment is still not back",
        "Mi avete addebitato due volte lo stesso ordine e il secondo importo non è ancora tornato",
        "Взехте парите два пъти за една поръчка и вторите още не са върнати",
        "Με χρεώσατε δύο φορές για την ίδια παραγγελία και το δεύτερο ποσό δεν έχει επιστραφεί",
        "同一張訂單刷了兩次，第二筆到現在還沒退",
    ] {
        assert_eq!(read(text).sentiment, Sentiment::Negative, "{text}: {:?}", read(text));
    }
}

#[test]
fn emoji_alone_feel_something_in_no_language() {
    let (angry, glad) = (read("😡😡😡"), read("😍❤️"));
    assert_eq!((angry.language.tag(), angry.script, angry.sentiment), ("und", "Zyyy", Sentiment::Negative));
    assert_eq!((glad.language.tag(), glad.sentiment), ("und", Sentiment::Positive));
    assert_eq!(angry.because[0].text, "😡");
}

#[test]
fn what_is_in_no_language_or_in_any_is_undecided() {
    for text in
        ["", "   ", "ok", "Lumora", "Solterra Valsol Clairval", "12 345 %", "https://lumora.example/le", "@der_die_das"]
    {
        assert_eq!(language(text), "und", "{text:?}");
    }
    assert_eq!(language("好吃"), "zh", "the characters are common to both");
}

#[test]
fn what_the_source_declares_helps_only_where_the_text_does_not_decide() {
    let declared = |text, tag| READER.read(text, Some(tag)).language.tag();
    assert_eq!(declared("Lumora!", "it"), "it");
    assert_eq!(declared("the service was not what we have been told", "it"), "en");
    assert_eq!(declared("好吃", "zh-TW"), "zh-Hant");
    assert_eq!(declared("Lumora!", "el"), "und", "Greek is not written so");
    assert_eq!(declared("Lumora!", "\u{202e}nonsense-\0"), "und");
}

#[test]
fn a_megabyte_of_one_character_costs_no_more_than_its_beginning() {
    for one in ["a", "!", "壞", "😡", "\u{200b}", "\u{202e}", "\u{301}", "不", "'", "@", ":", "9", "\0"] {
        let long = one.repeat((1 << 20) / one.len());
        is_sound(&read(&long), &long);
    }
    let beginning = "terrible ".repeat(1_000);
    assert_eq!(read(&beginning), read(&(beginning.clone() + &"wonderful ".repeat(100_000))));
}

#[test]
fn bytes_that_are_no_text_are_read_as_what_is_left_of_them() {
    let broken = String::from_utf8_lossy(b"terrible \xff\xfe\xed\xa0\x80 service, never again \xc3");
    assert_eq!(read(&broken).sentiment, Sentiment::Negative);
}

fn is_sound(reading: &Reading, text: &str) {
    let sum: f32 = reading.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-4, "{sum}");
    assert!(reading.probabilities.iter().all(|p| (0.0..=1.0).contains(p)));
    let said = reading.probabilities[reading.sentiment as usize];
    assert!(reading.probabilities.iter().all(|p| *p <= said));
    assert!((reading.confidence - said).abs() < 1e-6);
    assert!((-1.0..=1.0).contains(&reading.score));
    assert!(reading.because.len() <= 5);
    assert!(reading.because.iter().all(|because| text.contains(&because.text) && because.weight.is_finite()));
}

proptest! {
    #[test]
    fn any_text_is_read_soundly(text in "\\PC{0,200}") {
        is_sound(&read(&text), &text);
    }

    #[test]
    fn any_bytes_are_read_soundly(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        is_sound(&read(&text), &text);
    }

    #[test]
    fn hostile_mixtures_are_read_soundly(
        text in "([a-cA-Cάς不好壞이пъы]|[\u{202a}-\u{202e}\u{200b}-\u{200f}\u{300}-\u{306}]|😡|:\\)|don't|[!?.…'@#]|http://| ){0,120}",
        tag in proptest::option::of("[a-zA-Z_-]{0,8}"),
    ) {
        is_sound(&READER.read(&text, tag.as_deref()), &text);
    }
}
