using UtfUnknown;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// A guess at a character set that nobody declared, by decoding with each candidate: the right one gives hardly any errors and many of the
/// characters that its language uses most, a wrong one gives rare ones. Null: nothing is likely enough.
/// </summary>
internal static class CharsetGuess
{
    private const int MostBytes = 262_144;
    private const string Kanji = "日本人大年中会国上出生者部合事行業分社前同時自動発定高的後見間法金手回立電用品無料送商円格入在庫税込新店方販売価説明注文";

    private const string Hans =
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏折价格优惠包邮购券买卖店热销评论茶壶特";

    private const string Hant =
        "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共風戰干接它許八特覺望直服毛林題建南度統色字請交愛讓認算論百吃義科怎元社術結六功指思非流每青管夫連遠資隊跟帶花快條院變聯言權往展該領傳近留紅治決周保達辦運武半候七必城父強步完革深區即求品士轉量空甚眾技輕程告江語英基派滿式息寫呢識極令黃德收臉錢未持取設始版雙歷越史商千片容研像找友孩站廣改議形委早房音火際則首單據導影失拿網香似專石若價格優惠購券買賣店熱銷評論茶壺";

    private const string Hangul =
        "이다는을의에가고하지로기한사스상품원시어리도자은인를서대그니나라아수정해보일부제주장전만들습것동구과신있으여할음조오안요용세비성선게마무드트위면치유배송문매가격번호년월까터통화방개경관공국회생중입니없적때및된각실모바우차크러판간강거계교남내단당더되듣람량력록론르른름리";

    private const string Cyrillic = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїє";

    private static readonly (string Name, HashSet<char> Common)[] Wide =
    [
        ("gbk", [.. Hans, .. Hant, .. "，。、；：（）"]), ("big5", [.. Hant, .. "，。、；：（）"]), ("shift_jis", Japanese()), ("euc-jp", Japanese()), ("euc-kr", [.. Hangul]),
    ];

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "windows-1253", "iso-8859-7", "windows-1255", "iso-8859-8", "windows-1256", "windows-874", "iso-8859-5", "ibm866", "x-mac-cyrillic", "windows-1250", "iso-8859-2",
    };

    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MostBytes)];
        var (best, score) = (default(string), 0.15);
        foreach (var (name, common) in Wide)
        {
            if (Score(Charsets.Encoding(name).GetString(bytes), common) is var found && found > score)
            {
                (best, score) = (name, found);
            }
        }
        foreach (var name in new[] { "windows-1251", "koi8-r" })
        {
            if (CyrillicScore(Charsets.Encoding(name).GetString(bytes)) is var found && found > Math.Max(score, 0.4))
            {
                (best, score) = (name, found);
            }
        }
        return best is null ? Other(bytes) : best == "gbk" && HasFourByteCharacters(bytes) ? "gb18030" : best;
    }

    private static HashSet<char> Japanese()
    {
        HashSet<char> common = [.. Kanji, .. "、。「」ー・"];
        for (var kana = 'ぁ'; kana <= 'ん'; kana++)
        {
            common.Add(kana);
        }
        for (var kana = 'ァ'; kana <= 'ヶ'; kana++)
        {
            common.Add(kana);
        }
        return common;
    }

    /// <summary>The share of common characters among those that are not ASCII; nothing when more than one in fifty is broken.</summary>
    private static double Score(string text, HashSet<char> common)
    {
        var (broken, foreign, usual) = (0, 0, 0);
        foreach (var next in text)
        {
            if (next >= 0x80)
            {
                foreign++;
                broken += next is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') ? 1 : 0;
                usual += common.Contains(next) ? 1 : 0;
            }
        }
        return foreign == 0 || (broken > 0 && broken * 50 > foreign) ? 0 : (double)usual / foreign;
    }

    /// <summary>Common small letters count whole, capitals half; a letter beside a Latin one is an accented Latin letter read wrongly.</summary>
    private static double CyrillicScore(string text)
    {
        var (foreign, usual) = (0, 0.0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
            {
                continue;
            }
            foreign++;
            var isAlone = (i == 0 || text[i - 1] < 0x400) && (i + 1 == text.Length || text[i + 1] < 0x400);
            var touchesLatin = (i > 0 && char.IsAsciiLetter(text[i - 1])) || (i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]));
            if (!isAlone && !touchesLatin)
            {
                var at = Cyrillic.IndexOf(char.ToLowerInvariant(text[i]), StringComparison.Ordinal);
                usual += at < 0 ? 0 : (at < 12 ? 1.0 : 0.5) * (char.IsLower(text[i]) ? 1 : 0.5);
            }
        }
        return foreign == 0 ? 0 : usual / foreign;
    }

    private static string? Other(ReadOnlySpan<byte> bytes)
    {
        var high = 0;
        foreach (var next in bytes)
        {
            high += next >= 0x80 ? 1 : 0;
        }
        if (high < 6)
        {
            return null;
        }
        var found = CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected;
        return found is not null && Charsets.Name(found.EncodingName) is { } name && Others.Contains(name)
            && found.Confidence >= (name is "windows-1250" or "iso-8859-2" ? 0.9f : 0.6f)
            ? name
            : null;
    }

    private static bool HasFourByteCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 3 < bytes.Length; i++)
        {
            if (bytes[i] < 0x81)
            {
                continue;
            }
            if (bytes[i + 1] is >= 0x30 and <= 0x39)
            {
                return bytes[i + 2] >= 0x81 && bytes[i + 3] is >= 0x30 and <= 0x39;
            }
            i++;
        }
        return false;
    }
}
