using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Daogou.Core.Amounts;

/// <summary>The months as feeds and shops name them in full and short, in the languages of most shops. Accents and case do not count.</summary>
internal static class MonthNames
{
    private static readonly string[] Lines =
    [
        "jan january januar janvier janv enero ene gennaio gen janeiro januari январь января янв styczen stycznia sty ocak oca tammikuu tammikuuta tammi tammik leden ledna led jän jänner ianuarie ian січня січень",
        "feb february februar fevrier fevr fev febrero febbraio fevereiro februari февраль февраля фев февр luty lutego lut subat sub helmikuu helmikuuta helmi helmik unor unora uno februarie лютого лютий",
        "mar march märz maerz mrz mars marts marzo março maart mrt март марта мар marzec marca mart maaliskuu maaliskuuta maalis maalisk brezen brezna bre martie березня березень",
        "apr april avril avr abril abr aprile апрель апреля апр kwiecien kwietnia kwi nisan nis huhtikuu huhtikuuta huhti huhtik duben dubna dub aprilie квітня квітень",
        "may mai mayo maggio mag maio mei май мая maj maja mayis toukokuu toukokuuta touko toukok kveten kvetna kve травня травень",
        "jun june juni juin junio giugno giu junho июнь июня июн czerwiec czerwca cze haziran haz kesäkuu kesäkuuta kesä kesäk cerven cervna cvn iunie червня червень",
        "jul july juli juillet juil julio luglio lug julho июль июля июл lipiec lipca lip temmuz tem heinäkuu heinäkuuta heinä heinäk cervenec cervence cvc iulie липня липень",
        "aug august août agosto ago augustus август августа авг sierpien sierpnia sie agustos agu augusti elokuu elokuuta elo elok srpen srpna srp серпня серпень",
        "sep sept september septembre septiembre setiembre settembre set setembro сентябрь сентября сен сент wrzesien wrzesnia wrz eylül eyl syyskuu syyskuuta syys syysk zari zar septembrie вересня вересень",
        "oct october oktober okt octobre octubre ottobre ott outubro out октябрь октября окт pazdziernik pazdziernika paz ekim eki lokakuu lokakuuta loka lokak rijen rijna rij octombrie жовтня жовтень",
        "nov november novembre noviembre novembro ноябрь ноября ноя нояб listopad listopada listopadu lis kasim kas marraskuu marraskuuta marras marrask noiembrie листопада листопад",
        "dec december dez dezember decembre diciembre dic dicembre dezembro декабрь декабря дек grudzien grudnia gru aralik ara joulukuu joulukuuta joulu jouluk prosinec prosince pro des desember decembrie грудня грудень",
    ];

    private static readonly FrozenDictionary<string, int> ByName = Lines
        .SelectMany((line, at) => line.Split(' ').Select(name => (Name: Folded(name), Month: at + 1)))
        .DistinctBy(pair => pair.Name)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Month, StringComparer.Ordinal);

    /// <summary>1 to 12, or null when the word is no month.</summary>
    public static int? Find(string word) => ByName.TryGetValue(Folded(word), out var month) ? month : null;

    /// <summary>Small letters without accents.</summary>
    public static string Folded(string word)
    {
        try
        {
            var apart = word.ToLowerInvariant().Replace('ı', 'i').Normalize(NormalizationForm.FormD);
            return string.Concat(apart.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: such a word names nothing.
            return "";
        }
    }
}
