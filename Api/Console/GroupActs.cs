using System.Globalization;
using System.Text.Json;
using Daogou.Bot.Digests;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Api.Console;

/// <summary>A group's settings and what is pushed to it.</summary>
internal static class GroupActs
{
    public static void Map(IEndpointRouteBuilder acts)
    {
        acts.MapAct("/groups/{id:long}/settings", "group.settings", SaveAsync);
        acts.MapAct("/groups/{id:long}/push", "group.push", PushAsync);
    }

    private static async Task<Said> SaveAsync(ActRequest act)
    {
        act.Subject = "group:" + act.Id.ToString(CultureInfo.InvariantCulture);
        if (DigestSlots.Zone(act.Text("zone")) is null)
        {
            return Said.Refused(act.In($"\"{act.Text("zone")}\" is no zone; give one such as Asia/Shanghai.", $"“{act.Text("zone")}” 不是有效时区，例如 Asia/Shanghai。"));
        }
        if (!int.TryParse(act.Text("maxItems"), CultureInfo.InvariantCulture, out var most) || most is < 1 or > 10
            || !int.TryParse(act.Text("minDiscount"), CultureInfo.InvariantCulture, out var off) || off is < 0 or > 99)
        {
            return Said.Refused(act.In("1 to 10 deals, and 0 to 99 % off.", "条数为 1 到 10，折扣为 0 到 99%。"));
        }
        if (!Number(act.Text("weekItems"), 1, 70, out var week) || !Number(act.Text("leastScore"), 0, 100, out var least) || !Number(act.Text("revenue"), 0, 100, out var revenue))
        {
            return Said.Refused(act.In("1 to 70 deals in seven days, a score of 0 to 100, and 0 to 100 % for revenue.", "七天内 1 到 70 条，评分 0 到 100，佣金权重 0 到 100%。"));
        }
        var (from, to) = (Minute(act.Text("quietFrom")), Minute(act.Text("quietTo")));
        if (from is null != to is null)
        {
            return Said.Refused(act.In("Give both ends of the quiet hours or neither.", "免打扰时段需同时填写起止时间。"));
        }
        var time = act.Service<TimeProvider>();
        var saved = await act.Service<Database>().WriteAsync(
            async session =>
            {
                if (await GroupStore.FindAsync(session, act.Id) is not { } group)
                {
                    return false;
                }
                await GroupStore.SaveAsync(session, group with
                {
                    Language = act.Text("language") == "en" ? "en" : "zh",
                    Zone = act.Text("zone"),
                    DigestMinute = Minute(act.Text("digest")),
                    QuietFrom = from,
                    QuietTo = to,
                    MaxItems = most,
                    MinDiscountBp = off * 100,
                    WeekItems = week,
                    LeastScore = least,
                    RevenueBp = (revenue ?? 0) * 100,
                    Categories = Words(act.Text("categories")),
                    Words = Words(act.Text("words")),
                    ExcludedWords = Words(act.Text("excluded")),
                    UpdatedAt = time.GetUtcNow(),
                });
                return true;
            },
            act.CancellationToken);
        return saved ? Said.Done(act.In("Saved.", "已保存。")) : Said.Refused(act.In("There is no such group.", "没有这个群。"));
    }

    private static async Task<Said> PushAsync(ActRequest act)
    {
        act.Subject = "group:" + act.Id.ToString(CultureInfo.InvariantCulture);
        var wanted = act.Text("deal").Replace("deal:", "", StringComparison.Ordinal);
        if (wanted.Length > 0 && !long.TryParse(wanted, CultureInfo.InvariantCulture, out _))
        {
            return Said.Refused(act.In("That is no deal's id.", "这不是好价编号。"));
        }
        long[] deals = wanted.Length > 0 ? [long.Parse(wanted, CultureInfo.InvariantCulture)] : [];
        var answer = await act.Service<GroupPush>().PushAsync(act.Id, deals, act.Text("key"), act.CancellationToken);
        return answer.Outcome switch
        {
            PushOutcome.Queued => Said.Done(act.In($"On its way: digest:{answer.DigestId}.", $"已进入发送队列：digest:{answer.DigestId}。")),
            PushOutcome.PushedBefore => Said.Refused(act.In("This was pushed already.", "已经推送过了。")),
            PushOutcome.UnknownGroup => Said.Refused(act.In("There is no such group.", "没有这个群。")),
            PushOutcome.GroupPaused => Said.Refused(act.In("The bot may not write there at present.", "机器人目前不能在该群发言。")),
            PushOutcome.NothingToShow => Said.Refused(act.In("There is nothing to show.", "没有可推送的好价。")),
            PushOutcome.NotAllowedInChats => Said.Refused(act.In("The programmes of these deals forbid links in chats.", "这些商品的推广计划不允许在聊天中发链接。")),
        };
    }

    /// <summary>Nothing is null; a number must lie within.</summary>
    private static bool Number(string text, int least, int most, out int? number)
    {
        number = int.TryParse(text, CultureInfo.InvariantCulture, out var read) ? read : null;
        return text.Length == 0 || (number >= least && number <= most);
    }

    private static int? Minute(string clock) =>
        TimeOnly.TryParseExact(clock, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? (at.Hour * 60) + at.Minute : null;

    private static string Words(string text) => JsonSerializer.Serialize(
        text.Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => word.Length <= 50).Distinct(StringComparer.OrdinalIgnoreCase).Take(50));
}
