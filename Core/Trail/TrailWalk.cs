using Daogou.Core.Links;
using Daogou.Core.Ranking;
using Daogou.Core.Storage;

namespace Daogou.Core.Trail;

/// <summary>
/// Walks the chain from any step both ways: towards the source along what each step came from, towards the payout along what came of
/// it. Reads only, and never fails on a missing piece: it is said to be missing.
/// </summary>
public sealed class TrailWalk(Database book, ClickBook clicks, ClickRefs refs, RankExplain explain)
{
    private const int MostSteps = 150;

    public Task<TrailPage?> ForAsync(string id, CancellationToken cancellationToken) => ForAsync(id, null, cancellationToken);

    /// <param name="groupId">Also says why the chain's deal was or was not posted in this group.</param>
    /// <returns>Null when the id is none or nothing of that name exists.</returns>
    public async Task<TrailPage?> ForAsync(string id, long? groupId, CancellationToken cancellationToken)
    {
        if (TrailId.Parse(id) is not { } start)
        {
            return null;
        }
        var page = await book.ReadAsync(
            session => WalkAsync(new TrailSight(session, clicks, refs, start, cancellationToken), cancellationToken), cancellationToken);
        if (page is null || groupId is not { } group || page.Steps.FirstOrDefault(step => step.Id.Kind == TrailKind.Deal) is not { } deal)
        {
            return page;
        }
        return await explain.ForAsync(group, deal.Id.Number!.Value, cancellationToken) is { } explanations
            ? page with { Why = new TrailWhy(group, deal.Id.Number!.Value, explanations) }
            : page with { Missing = [.. page.Missing, new TrailText($"没有编号为 {group} 的群", $"there is no group {group}")] };
    }

    private static async Task<TrailPage?> WalkAsync(TrailSight sight, CancellationToken cancellationToken)
    {
        if (await LoadAsync(sight, sight.Start) is not { } first)
        {
            return null;
        }
        var steps = new Dictionary<TrailId, TrailStep> { [first.Id] = first };
        var missing = new List<TrailText>();
        // A report has nothing before it but its order: what that came from is its chain too.
        await FollowAsync(first.Id.Kind == TrailKind.Report ? first.To : first.From, step => step.From);
        await FollowAsync(first.To, step => step.To);
        foreach (var step in steps.Values.ToList())
        {
            // What the network said stands beside its order, and the post beside its digest, whichever way they were come to.
            foreach (var beside in step.Id.Kind switch
            {
                TrailKind.Order => step.From.Where(from => from.Kind == TrailKind.Report),
                TrailKind.Digest => step.To.Where(to => to.Kind == TrailKind.Post),
                _ => [],
            })
            {
                await TakeAsync(beside);
            }
        }
        var ordered = steps.Values.OrderBy(step => step.Id.Kind).ThenBy(step => step.At ?? DateTimeOffset.MaxValue).ThenBy(step => step.Id.Key, StringComparer.Ordinal);
        return new TrailPage(first.Id, [.. ordered.Select(step => BothWays(step, steps))], [.. missing, .. steps.Values.SelectMany(step => step.Missing)], null);

        async Task FollowAsync(IReadOnlyList<TrailId> begin, Func<TrailStep, IReadOnlyList<TrailId>> next)
        {
            var waiting = new Queue<TrailId>(begin);
            var seen = new HashSet<TrailId> { first.Id };
            while (waiting.TryDequeue(out var id))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (seen.Add(id) && await TakeAsync(id) is { } step)
                {
                    foreach (var neighbour in next(step))
                    {
                        waiting.Enqueue(neighbour);
                    }
                }
            }
        }

        async Task<TrailStep?> TakeAsync(TrailId id)
        {
            if (steps.TryGetValue(id, out var known))
            {
                return known;
            }
            if (steps.Count >= MostSteps)
            {
                TrailText more = new("步骤太多，其余未显示", "there are more steps than are shown");
                if (!missing.Contains(more))
                {
                    missing.Add(more);
                }
                return null;
            }
            if (await LoadAsync(sight, id) is not { } step)
            {
                missing.Add(new TrailText($"找不到{TrailWords.Of(id.Kind).Zh} {id}", $"the {TrailWords.Of(id.Kind).En} {id} is not there"));
                return null;
            }
            steps[step.Id] = step;
            return step;
        }
    }

    private static Task<TrailStep?> LoadAsync(TrailSight sight, TrailId id) => id.Kind switch
    {
        TrailKind.Source => SourceSteps.SourceAsync(sight, id),
        TrailKind.Item => SourceSteps.ItemAsync(sight, id),
        TrailKind.Deal => DealSteps.DealAsync(sight, id),
        TrailKind.Digest => DealSteps.DigestAsync(sight, id),
        TrailKind.Post => DealSteps.PostAsync(sight, id),
        TrailKind.Link => LinkSteps.LinkAsync(sight, id),
        TrailKind.Click => LinkSteps.ClickAsync(sight, id),
        TrailKind.Report => OrderSteps.ReportAsync(sight, id),
        TrailKind.Order => OrderSteps.OrderAsync(sight, id),
        TrailKind.Entry => MoneySteps.EntryAsync(sight, id),
        TrailKind.Payout => MoneySteps.PayoutAsync(sight, id),
    };

    /// <summary>A step that others point to points back, also where it was not asked for its neighbours on that side.</summary>
    private static TrailStep BothWays(TrailStep step, Dictionary<TrailId, TrailStep> steps) => step with
    {
        From = [.. step.From.Union(steps.Values.Where(other => other.To.Contains(step.Id)).Select(other => other.Id))],
        To = [.. step.To.Union(steps.Values.Where(other => other.From.Contains(step.Id)).Select(other => other.Id))],
    };
}
