using System.Globalization;
using System.Text;
using Daogou.Bot.Texts;
using Daogou.Core.Outbox;
using Daogou.Core.Ranking;

namespace Daogou.Bot.Commands;

/// <summary><c>/why id</c> in a group: why a deal was, or was not, chosen for it.</summary>
public sealed class WhyCommand(RankExplain explain) : IBotCommand
{
    private const int Most = 4;

    public string Name => "why";

    public CommandAudience Audience => CommandAudience.GroupAdmins;

    public string Describe(string language) => Words.In(language, "为什么选了或没选某个好价", "Why a deal was or was not posted");

    public async Task<Answer> AnswerAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        if (!long.TryParse(incoming.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var dealId))
        {
            return new ChatBody(Words.In(
                incoming.Language,
                "请给我好价的编号（好价页面地址最后的数字），例如：/why 12345",
                "Give me the deal's number (the end of its page's address), for example: /why 12345"));
        }
        var explanations = await explain.ForAsync(incoming.GroupId, dealId, cancellationToken);
        return explanations is null ? DealsCommand.Gone(incoming.Language) : new ChatBody(Text(explanations, incoming.Language));
    }

    private static string Text(IReadOnlyList<Explanation> explanations, string language)
    {
        var text = new StringBuilder(Words.In(language, "🔍 <b>为什么</b>", "🔍 <b>Why</b>"));
        foreach (var explanation in explanations.Take(Most))
        {
            var slot = explanation.Slot == "now" ? Words.In(language, "现在", "now") : explanation.Slot;
            text.Append("\n\n").Append(Html.Bold(slot)).Append(": ");
            text.Append(explanation.Position is { } position
                ? Words.In(language, $"入选第 {position} 位", $"chosen as number {position}")
                : Words.In(language, "没有入选，", "not chosen: ") + Html.Text(RankWords.Of(explanation.Rule ?? PassRule.BelowTheBest, language)));
            text.Append(explanation.Detail.Length > 0 ? $" ({Html.Text(explanation.Detail)})" : "");
            foreach (var part in explanation.Parts.Where(part => part.Points != 0))
            {
                text.Append('\n').Append(part.Points.ToString("+0;−0", CultureInfo.InvariantCulture)).Append(' ').Append(Html.Text(part.Why(language)));
            }
        }
        return text.ToString();
    }
}
