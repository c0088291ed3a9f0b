using Daogou.Core.Deals;
using Daogou.Core.Members;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Ranking;

/// <summary>Builds digests: the due ones once for each slot, previews, and what a person pushes.</summary>
public sealed class DigestDesk(Database book, TasteDesk tastes, ExpectedCommission commission, IOptions<RankingOptions> options, TimeProvider time)
{
    private readonly RankingOptions _options = options.Value;

    /// <summary>Groups whose slot is due and not yet built.</summary>
    public async Task<IReadOnlyList<long>> DueGroupsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await book.ReadAsync(
            async session =>
            {
                var due = new List<long>();
                foreach (var group in await GroupStore.ListAsync(session))
                {
                    if (DigestSlots.Due(group, now, TimeSpan.FromHours(_options.CatchUpHours)) is { } slot
                        && await DigestStore.FindBySlotAsync(session, group.Id, slot.Slot) is null)
                    {
                        due.Add(group.Id);
                    }
                }
                return due;
            },
            cancellationToken);
    }

    /// <summary>
    /// Builds and keeps the digest of the slot that is due; null when none is due, another built it, or there is nothing worth saying (the
    /// slot is used up all the same, and what was passed over is kept).
    /// </summary>
    public async Task<Digest?> BuildDueAsync(long groupId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await FindGroupAsync(groupId, cancellationToken) is not { } group
            || DigestSlots.Due(group, now, TimeSpan.FromHours(_options.CatchUpHours)) is not { } slot)
        {
            return null;
        }
        var draft = await DraftAsync(group, slot.Slot, now, cancellationToken);
        var kept = await KeepAsync(group, slot.Slot, DigestKind.Daily, draft, now, cancellationToken);
        return kept is { Picks.Count: > 0 } ? kept : null;
    }

    /// <summary>What a digest would be now, kept nowhere; null for an unknown group.</summary>
    public async Task<DigestDraft?> PreviewAsync(long groupId, CancellationToken cancellationToken) =>
        await FindGroupAsync(groupId, cancellationToken) is { } group ? await DraftAsync(group, DigestSlots.Today(group, time.GetUtcNow()), time.GetUtcNow(), cancellationToken) : null;

    /// <summary>
    /// Keeps a digest of chosen deals (or, with none given, of the best now) under a key of the caller's; the same key again is the same
    /// digest. Null for an unknown group or when no given deal can be shown.
    /// </summary>
    public async Task<Digest?> PushAsync(long groupId, IReadOnlyList<long> dealIds, string pushKey, CancellationToken cancellationToken)
    {
        if (await FindGroupAsync(groupId, cancellationToken) is not { } group)
        {
            return null;
        }
        var slot = "push-" + pushKey;
        if (await book.ReadAsync(session => DigestStore.FindBySlotAsync(session, groupId, slot), cancellationToken) is { } before)
        {
            return await LoadAsync(before.Id, cancellationToken);
        }
        var now = time.GetUtcNow();
        var draft = dealIds.Count == 0 ? await DraftAsync(group, slot, now, cancellationToken) : new DigestDraft(await ChosenAsync(dealIds, now, cancellationToken), []);
        if (draft.Picks.Count == 0)
        {
            return null;
        }
        return await KeepAsync(group, slot, DigestKind.Push, draft, now, cancellationToken)
            ?? (await book.ReadAsync(session => DigestStore.FindBySlotAsync(session, groupId, slot), cancellationToken) is { } meanwhile
                ? await LoadAsync(meanwhile.Id, cancellationToken)
                : null);
    }

    /// <summary>A kept digest with its deals as they are now and its scores as they were.</summary>
    public Task<Digest?> LoadAsync(long digestId, CancellationToken cancellationToken) =>
        book.ReadAsync(
            async session =>
            {
                if (await DigestStore.FindAsync(session, digestId) is not { } row)
                {
                    return null;
                }
                var picks = new List<Pick>();
                foreach (var pick in await DigestStore.PicksAsync(session, digestId))
                {
                    if (await DealStore.FindAsync(session, pick.DealId) is { } deal)
                    {
                        var parts = System.Text.Json.JsonSerializer.Deserialize<List<ScorePart>>(pick.Parts) ?? [];
                        var coupons = await CouponStore.ActiveAsync(session, time.GetUtcNow(), deal.Merchant);
                        picks.Add(new Pick(deal, pick.Position, new DealScore(pick.Score, parts), CouponMatch.BestFor(deal, coupons, time.GetUtcNow())));
                    }
                }
                return new Digest(row.Id, row.GroupId, row.Slot, row.Kind, row.BuiltAt, picks);
            },
            cancellationToken);

    private Task<Group?> FindGroupAsync(long groupId, CancellationToken cancellationToken) =>
        book.ReadAsync(session => GroupStore.FindAsync(session, groupId), cancellationToken);

    private Task<DigestDraft> DraftAsync(Group group, string slot, DateTimeOffset now, CancellationToken cancellationToken) =>
        book.ReadAsync(
            async session =>
            {
                var candidates = await Candidates.LoadAsync(session, commission, now, _options.ToRule());
                var shown = await ShownProducts.LoadAsync(session, group.Id, candidates.Select(one => one.Deal.Id), now.AddDays(-_options.NotAgainForDays));
                var (taste, week) = await tastes.OfAsync(session, group, slot, now);
                return DigestBuilder.Build(candidates, GroupWishes.Of(group), shown, _options, now, tastes.ArmOf(group) == TasteDesk.ByScore ? null : taste, week);
            },
            cancellationToken);

    private Task<IReadOnlyList<Candidate>> ChosenAsync(IReadOnlyList<long> dealIds, DateTimeOffset now, CancellationToken cancellationToken) =>
        book.ReadAsync<IReadOnlyList<Candidate>>(
            async session =>
            {
                var chosen = new List<Candidate>();
                foreach (var id in dealIds.Distinct())
                {
                    if (await DealStore.FindAsync(session, id) is { State: DealState.Active } deal
                        && await Candidates.OneAsync(session, deal, commission, now, _options.ToRule()) is { } candidate)
                    {
                        chosen.Add(candidate with { Chosen = new PickChoice(null, null, false, new PickFacts(GroupTaste.OfferOf(candidate, Learning.Learnt.Nothing.PriceUnit), 0, 0)) });
                    }
                }
                return chosen;
            },
            cancellationToken);

    private async Task<Digest?> KeepAsync(
        Group group, string slot, DigestKind kind, DigestDraft draft, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = await book.WriteAsync(
            session => DigestStore.AddAsync(session, group.Id, slot, kind, GroupWishes.Of(group) with { Arm = tastes.ArmOf(group) }, draft, now), cancellationToken);
        return id is null
            ? null
            : new Digest(
                id.Value, group.Id, slot, kind, now, [.. draft.Picks.Index().Select(pick => new Pick(pick.Item.Deal, pick.Index + 1, pick.Item.Score, pick.Item.Coupon))]);
    }
}
