using System.Text.Json;
using Daogou.Api.Access;
using Daogou.Bot.Digests;
using Daogou.Core.Access;
using Daogou.Core.Members;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Groups: their settings, what their next digest would be, why a deal was (not) chosen, and pushing deals to them.</summary>
internal static class GroupEndpoints
{
    public static void MapGroups(this IEndpointRouteBuilder api)
    {
        var groups = api.MapGroup("/groups");
        groups.MapGet("", ListAsync).Needs(Scopes.GroupsRead).WithSummary("All groups with their settings");
        groups.MapGet("/{id:long}", FindAsync).Needs(Scopes.GroupsRead).WithSummary("One group");
        groups.MapPut("/{id:long}/settings", SaveAsync).Needs(Scopes.GroupsWrite).WithSummary("Change what is given; the rest stays");
        groups.MapGet("/{id:long}/preview", PreviewAsync).Needs(Scopes.GroupsRead).WithSummary("The digest as it would be now, kept nowhere");
        groups.MapGet("/{id:long}/explain/{dealId:long}", ExplainAsync).Needs(Scopes.GroupsRead).WithSummary("Why the deal was or was not chosen, now and in the last digests");
        groups.MapPost("/{id:long}/push", PushAsync).Needs(Scopes.GroupsPush).WithSummary("Post chosen deals, or with none given the best now, through the outbox");
    }

    private static async Task<Ok<PageOf<GroupView>>> ListAsync(Database book, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<GroupView>([.. (await book.ReadAsync(GroupStore.ListAsync, cancellationToken)).Select(GroupView.Of)], null));

    private static async Task<Results<Ok<GroupView>, ProblemHttpResult>> FindAsync(long id, Database book, CancellationToken cancellationToken) =>
        await book.ReadAsync(session => GroupStore.FindAsync(session, id), cancellationToken) is { } group
            ? TypedResults.Ok(GroupView.Of(group))
            : Problems.NotFound("group with this id");

    private static async Task<Results<Ok<GroupView>, ProblemHttpResult, ValidationProblem>> SaveAsync(
        long id, GroupSettings settings, Database book, TimeProvider time, CancellationToken cancellationToken)
    {
        if (settings.Fault() is var (field, words))
        {
            return Problems.Field(field, words);
        }
        return await book.WriteAsync<Results<Ok<GroupView>, ProblemHttpResult, ValidationProblem>>(
            async session =>
            {
                if (await GroupStore.FindAsync(session, id) is not { } group)
                {
                    return Problems.NotFound("group with this id");
                }
                var changed = settings.On(group) with { UpdatedAt = time.GetUtcNow() };
                await GroupStore.SaveAsync(session, changed);
                return TypedResults.Ok(GroupView.Of(changed));
            },
            cancellationToken);
    }

    private static async Task<Results<Ok<PreviewView>, ProblemHttpResult>> PreviewAsync(long id, DigestDesk desk, CancellationToken cancellationToken)
    {
        if (await desk.PreviewAsync(id, cancellationToken) is not { } draft)
        {
            return Problems.NotFound("group with this id");
        }
        var passed = draft.Passes.GroupBy(pass => pass.Rule).ToDictionary(rule => Wire.Word(rule.Key), rule => rule.Count(), StringComparer.Ordinal);
        return TypedResults.Ok(new PreviewView([.. draft.Picks.Select(RankedDealView.Of)], passed));
    }

    private static async Task<Results<Ok<IReadOnlyList<ExplanationView>>, ProblemHttpResult>> ExplainAsync(
        long id, long dealId, RankExplain explain, CancellationToken cancellationToken) =>
        await explain.ForAsync(id, dealId, cancellationToken) is { } explanations
            ? TypedResults.Ok<IReadOnlyList<ExplanationView>>([.. explanations.Select(ExplanationView.Of)])
            : Problems.NotFound("such group or deal");

    private static async Task<Results<Accepted<PushedView>, ProblemHttpResult, ValidationProblem>> PushAsync(
        long id, PushRequest request, GroupPush push, CancellationToken cancellationToken)
    {
        if (request.Key is not { Length: > 0 and <= 100 })
        {
            return Problems.Field("key", "A key of your own, 1 to 100 characters: the same key again posts nothing twice.");
        }
        var ids = new List<long>();
        foreach (var text in request.DealIds ?? [])
        {
            if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var dealId))
            {
                return Problems.Field("dealIds", $"'{text}' is not a deal's id.");
            }
            ids.Add(dealId);
        }
        var answer = await push.PushAsync(id, ids, request.Key, cancellationToken);
        return answer.Outcome switch
        {
            PushOutcome.Queued or PushOutcome.PushedBefore => TypedResults.Accepted((string?)null, new PushedView($"digest:{answer.DigestId}", Wire.Word(answer.Outcome))),
            PushOutcome.UnknownGroup => Problems.NotFound("group with this id"),
            PushOutcome.GroupPaused => Problems.Refuse(StatusCodes.Status409Conflict, "group_paused", "The bot may not write in this group at present."),
            PushOutcome.NothingToShow => Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "nothing_to_show", "None of the deals can be shown now."),
            PushOutcome.NotAllowedInChats => Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "not_allowed_in_chats", "The programmes of these deals forbid links in chats."),
        };
    }
}

internal sealed record PushRequest(string? Key, IReadOnlyList<string>? DealIds);

/// <param name="Trail">The digest that holds the post together.</param>
/// <param name="Outcome"><c>queued</c>, or <c>pushedBefore</c> under this key.</param>
public sealed record PushedView(string Trail, string Outcome);

public sealed record PreviewView(IReadOnlyList<RankedDealView> Picks, IReadOnlyDictionary<string, int> PassedOver);

public sealed record ExplanationView(string Slot, string? Digest, DateTimeOffset At, int? Position, string? Rule, string Detail, int? Score, IReadOnlyList<ScorePartView> Parts)
{
    public static ExplanationView Of(Explanation explanation) => new(
        explanation.Slot,
        explanation.DigestId is { } digest ? $"digest:{digest}" : null,
        explanation.At,
        explanation.Position,
        explanation.Rule is { } rule ? Wire.Word(rule) : null,
        explanation.Detail,
        explanation.Score,
        [.. explanation.Parts.Select(part => new ScorePartView(Wire.Word(part.Kind), part.Points, part.Zh, part.En))]);
}

/// <summary>A group's settings to change; what is null stays.</summary>
internal sealed record GroupSettings
{
    public string? Language { get; init; }

    /// <summary>IANA zone.</summary>
    public string? Zone { get; init; }

    /// <summary>Minute of the local day, 0 to 1439; -1: no digest.</summary>
    public int? DigestMinute { get; init; }

    public int? QuietFrom { get; init; }

    public int? QuietTo { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }

    public IReadOnlyList<string>? Words { get; init; }

    public IReadOnlyList<string>? ExcludedWords { get; init; }

    public int? MinDiscountBp { get; init; }

    public int? MaxItems { get; init; }

    /// <summary>At most so many deals in seven days, 1 to 70; -1: no bound.</summary>
    public int? WeekItems { get; init; }

    /// <summary>What scores less is not posted, 0 to 100; -1: everything may be.</summary>
    public int? LeastScore { get; init; }

    /// <summary>How much revenue weighs against members' interest, 0 to 10,000 basis points.</summary>
    public int? RevenueBp { get; init; }

    public (string Field, string Words)? Fault() =>
        Language is not (null or "zh" or "en") ? ("language", "Accepts zh or en.")
        : Zone is not null && DigestSlots.Zone(Zone) is null ? ("zone", "Accepts an IANA time zone such as Asia/Shanghai.")
        : DigestMinute is < -1 or > 1439 ? ("digestMinute", "Accepts 0 to 1439, or -1 for no digest.")
        : QuietFrom is < 0 or > 1439 ? ("quietFrom", "Accepts 0 to 1439.")
        : QuietTo is < 0 or > 1439 ? ("quietTo", "Accepts 0 to 1439.")
        : MinDiscountBp is < 0 or > 9900 ? ("minDiscountBp", "Accepts 0 to 9900 basis points.")
        : WeekItems is < -1 or 0 or > 70 ? ("weekItems", "Accepts 1 to 70, or -1 for no bound.")
        : LeastScore is < -1 or > 100 ? ("leastScore", "Accepts 0 to 100, or -1 for no bound.")
        : RevenueBp is < 0 or > 10_000 ? ("revenueBp", "Accepts 0 to 10000 basis points.")
        : MaxItems is < 1 or > 10 ? ("maxItems", "Accepts 1 to 10.")
        : null;

    public Group On(Group group) => group with
    {
        Language = Language ?? group.Language,
        Zone = Zone ?? group.Zone,
        DigestMinute = DigestMinute switch { null => group.DigestMinute, -1 => null, var minute => minute },
        QuietFrom = QuietFrom ?? group.QuietFrom,
        QuietTo = QuietTo ?? group.QuietTo,
        Categories = List(Categories) ?? group.Categories,
        Words = List(Words) ?? group.Words,
        ExcludedWords = List(ExcludedWords) ?? group.ExcludedWords,
        MinDiscountBp = MinDiscountBp ?? group.MinDiscountBp,
        MaxItems = MaxItems ?? group.MaxItems,
        WeekItems = WeekItems switch { null => group.WeekItems, -1 => null, var items => items },
        LeastScore = LeastScore switch { null => group.LeastScore, -1 => null, var score => score },
        RevenueBp = RevenueBp ?? group.RevenueBp,
    };

    private static string? List(IReadOnlyList<string>? words) =>
        words is null ? null : JsonSerializer.Serialize(words.Select(word => word.Trim()).Where(word => word.Length is > 0 and <= 50).Distinct(StringComparer.OrdinalIgnoreCase).Take(50));
}

/// <summary>A group on the wire.</summary>
public sealed record GroupView(
    string Id, string Channel, string ExternalId, string Title, string State, string? StateReason, string Language, string Zone, int? DigestMinute, int? QuietFrom, int? QuietTo,
    IReadOnlyList<string> Categories, IReadOnlyList<string> Words, IReadOnlyList<string> ExcludedWords, int MinDiscountBp, int MaxItems, int? WeekItems, int? LeastScore,
    int RevenueBp, string? AdminMemberId)
{
    public static GroupView Of(Group group)
    {
        var wishes = GroupWishes.Of(group);
        return new GroupView(
            Wire.Id(group.Id), group.Channel, group.ExternalId, group.Title, Wire.Word(group.State), group.StateReason, group.Language, group.Zone, group.DigestMinute,
            group.QuietFrom, group.QuietTo, wishes.Categories, wishes.Words, wishes.ExcludedWords, group.MinDiscountBp, group.MaxItems, group.WeekItems, group.LeastScore, group.RevenueBp,
            group.AdminMemberId is { } admin ? Wire.Id(admin) : null);
    }
}
