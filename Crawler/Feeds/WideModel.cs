using System.Text;

namespace Daogou.Crawler.Feeds;

/// <summary>
/// How likely bytes are as text in a set of two bytes a character: the characters that the language uses most are worth much, those of the set's
/// first level something, the rest little, what is no character nothing.
/// </summary>
internal sealed class WideModel
{
    private const string Kanji =
        "日本人大年中会国上出生者部合事行業分社前同時自動発定高的後見間法金手回立電用品無料送商円格入在庫税込新店方販売価説明注文";

    private const string Hans =
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏折价格优惠包邮购券买卖店热销评论茶壶特";

    private const string Hant =
        "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共風戰干接它許八特覺望直服毛林題建南度統色字請交愛讓認算論百吃義科怎元社術結六功指思非流每青管夫連遠資隊跟帶花快條院變聯言權往展該領傳近留紅治決周保達辦運武半候七必城父強步完革深區即求品士轉量空甚眾技輕程告江語英基派滿式息寫呢識極令黃德收臉錢未持取設始版雙歷越史商千片容研像找友孩站廣改議形委早房音火際則首單據導影失拿網香似專石若價格優惠購券買賣店熱銷評論茶壺";

    private const string Hangul =
        "이다는을의에가고하지로기한사스상품원시어리도자은인를서대그니나라아수정해보일부제주장전만들습것동구과신있으여할음조오안요용세비성선게마무드트위면치유배송문매가격번호년월까터통화방개경관공국회생중입니없적때및된각실모바우차크러판간강거계교남내단당더되듣람량력록론르른름리";

    /// <summary>What one character of ASCII text is worth: one of forty.</summary>
    private const double AsciiByte = 3.7;

    private static readonly double Broken = Math.Log(1e-8);
    private static readonly double Punctuation = Math.Log(0.01);

    private readonly Dictionary<char, double> _known = [];
    private readonly double _rare;

    private WideModel(string name, string common, (byte From, byte To) firstLevel, double shareOfCommon, double rare)
    {
        Name = name;
        _rare = Math.Log(rare);
        var level = FirstLevel(name, firstLevel);
        foreach (var next in level)
        {
            _known[next] = Math.Log((1 - shareOfCommon) / level.Count);
        }
        var set = common.Distinct().ToArray();
        foreach (var next in set)
        {
            _known[next] = Math.Log(shareOfCommon / set.Length);
        }
        foreach (var next in "，。、；：（）「」！？・ー　【】《》％")
        {
            _known[next] = Punctuation;
        }
    }

    public static IReadOnlyList<WideModel> All { get; } =
    [
        new("gbk", Hans, (0xB0, 0xD7), 0.5, 4e-7),
        new("gbk", Hant, (0xB0, 0xD7), 0.5, 6e-6),
        new("big5", Hant, (0xA4, 0xC6), 0.5, 1e-6),
        new("shift_jis", Kana() + Kanji, (0x88, 0x97), 0.75, 1e-6),
        new("euc-jp", Kana() + Kanji, (0xB0, 0xCF), 0.75, 1e-6),
        new("euc-kr", Hangul, (0xB0, 0xC8), 0.65, 1e-6),
    ];

    public string Name { get; }

    /// <summary>The logarithm of the likelihood of what is not ASCII.</summary>
    public double Score(ReadOnlySpan<byte> bytes)
    {
        var score = 0.0;
        var ascii = 0;
        foreach (var next in Charsets.Encoding(Name).GetString(bytes))
        {
            ascii += next < 0x80 ? 1 : 0;
            score += next < 0x80 ? 0
                : _known.TryGetValue(next, out var known) ? known
                : next is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') or (>= '\u0080' and < '\u00A0') ? Broken
                : _rare;
        }
        // Second bytes below 0x80 would be ASCII to the others, and they would have to account for them.
        return score + (AsciiByte * Math.Max(0, bytes.Length - ascii - Count(bytes)));
    }

    private static int Count(ReadOnlySpan<byte> bytes)
    {
        var high = 0;
        foreach (var next in bytes)
        {
            high += next >= 0x80 ? 1 : 0;
        }
        return high;
    }

    /// <summary>What the set's bytes of these leads mean.</summary>
    private static HashSet<char> FirstLevel(string name, (byte From, byte To) leads)
    {
        var found = new HashSet<char>();
        var encoding = Charsets.Encoding(name);
        for (var lead = (int)leads.From; lead <= leads.To; lead++)
        {
            for (var trail = name is "big5" or "shift_jis" ? 0x40 : 0xA1; trail < 0xFF; trail++)
            {
                if (encoding.GetString([(byte)lead, (byte)trail]) is [>= '\u3000' and < '\uE000' and var only])
                {
                    found.Add(only);
                }
            }
        }
        return found;
    }

    private static string Kana()
    {
        var kana = new StringBuilder();
        for (var next = 'ぁ'; next <= 'ん'; next++)
        {
            kana.Append(next);
        }
        for (var next = 'ァ'; next <= 'ヶ'; next++)
        {
            kana.Append(next);
        }
        return kana.ToString();
    }
}
