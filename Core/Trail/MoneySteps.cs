using Daogou.Core.Amounts;
using Daogou.Core.Ledger;
using Daogou.Core.Orders;
using Daogou.Core.Payouts;

namespace Daogou.Core.Trail;

/// <summary>Ledger entries and payouts.</summary>
internal static class MoneySteps
{
    private const int PayoutsShown = 3;
    private const int EntriesShown = 10;

    public static async Task<TrailStep?> EntryAsync(TrailSight sight, TrailId id)
    {
        if (id.Number is not { } seq || await Journal.FindAsync(sight.Book, seq) is not { } entry)
        {
            return null;
        }
        var facts = new Facts()
            .Add("种类", "kind", TrailWords.Of(entry.Kind))
            .Add("原因", "reason", entry.Reason)
            .Add("起因", "cause", entry.Subject)
            .Add("规则版本", "terms", entry.TermsVersion is { } version ? TrailWords.Number(version) : null);
        foreach (var line in entry.Lines)
        {
            var person = AccountName.ReadPerson(line.Account.Value) is { } account ? await sight.MemberAsync(account.MemberId) : null;
            var name = person is null ? line.Account.Value : $"{line.Account.Value} · {person}";
            facts.Add(name, name, (line.Amount.Minor > 0 ? "+" : "") + line.Amount.ToText());
        }
        facts.Add("哈希", "hash", entry.Hash);
        var cause = CauseOf(entry.Subject);
        return new TrailStep
        {
            Id = id,
            Title = entry.Reason,
            At = entry.RecordedAt,
            Facts = facts.List,
            From = [.. cause is { } from ? new[] { from } : [], .. await NeighbourAsync(sight, entry, "e.seq < @Seq ORDER BY e.seq DESC")],
            To =
            [
                .. await NeighbourAsync(sight, entry, "e.seq > @Seq ORDER BY e.seq"),
                .. cause?.Kind == TrailKind.Payout ? [] : await PayoutsAsync(sight, entry),
            ],
            Missing = cause is null ? [new TrailText($"起因 {entry.Subject} 不是订单或提现", $"its cause {entry.Subject} is no order or payout")] : [],
        };
    }

    public static async Task<TrailStep?> PayoutAsync(TrailSight sight, TrailId id)
    {
        if (id.Number is not { } number || await PayoutStore.FindAsync(sight.Book, number) is not { } payout)
        {
            return null;
        }
        var facts = new Facts()
            .Add("状态", "state", TrailWords.With(TrailWords.Of(payout.State), payout.Reason))
            .Add("成员", "member", await sight.MemberAsync(payout.MemberId))
            .Add("方式", "method", payout.Method)
            .Add("收款账号", "paid to", Masked(payout.Destination))
            .Add("流水号", "reference", payout.ProviderReference);
        foreach (var step in await PayoutStore.EventsAsync(sight.Book, number))
        {
            var state = TrailWords.With(TrailWords.Of(step.State), step.Note);
            var time = TrailWords.Time(step.At);
            facts.Add(time.Zh, time.En, new TrailText($"{state.Zh} · {step.Actor}", $"{state.En} · {step.Actor}"));
        }
        var own = await Journal.ForSubjectAsync(sight.Book, payout.Subject);
        return new TrailStep
        {
            Id = id,
            Title = payout.Amount.ToText(),
            At = payout.RequestedAt,
            Facts = facts.List,
            From = await FedByAsync(sight, payout),
            To = [.. own.Select(entry => TrailId.Of(TrailKind.Entry, entry.Seq))],
        };
    }

    /// <summary>The entry before or after it for the same cause: settled, then released, then perhaps taken back.</summary>
    private static async Task<IEnumerable<TrailId>> NeighbourAsync(TrailSight sight, PostedEntry entry, string where) =>
        (await sight.Book.QueryAsync<long>($"SELECT e.seq FROM ledger_entries e WHERE e.subject = @Subject AND {where} LIMIT 1", entry))
        .Select(seq => TrailId.Of(TrailKind.Entry, seq));

    /// <summary>The persons' next withdrawals after money became available to them by this entry.</summary>
    private static async Task<IReadOnlyList<TrailId>> PayoutsAsync(TrailSight sight, PostedEntry entry)
    {
        var ids = new List<TrailId>();
        foreach (var line in entry.Lines.Where(line => line.Amount.Minor > 0))
        {
            if (AccountName.ReadPerson(line.Account.Value) is { Purse: Purse.Available } person)
            {
                ids.AddRange((await sight.Book.QueryAsync<long>(
                    """
                    SELECT id FROM payouts WHERE member_id = @MemberId AND currency = @Currency AND requested_at >= @RecordedAt
                    ORDER BY id LIMIT @PayoutsShown
                    """,
                    new { person.MemberId, line.Amount.Currency, entry.RecordedAt, PayoutsShown })).Select(payout => TrailId.Of(TrailKind.Payout, payout)));
            }
        }
        return [.. ids.Distinct()];
    }

    /// <summary>The latest entries that made money available to the person before the withdrawal.</summary>
    private static async Task<IReadOnlyList<TrailId>> FedByAsync(TrailSight sight, Payout payout) =>
    [
        .. from seq in await sight.Book.QueryAsync<long>(
               """
               SELECT DISTINCT l.entry_seq FROM ledger_lines l JOIN ledger_entries e ON e.seq = l.entry_seq
               WHERE l.account IN (@Member, @Sharer, @Admin) AND l.currency = @Currency AND l.amount_minor > 0
                   AND e.kind NOT IN (@Reserve, @Paid, @Returned) AND e.recorded_at <= @RequestedAt
               ORDER BY l.entry_seq DESC LIMIT @EntriesShown
               """,
               new
               {
                   Member = Available(Party.Member, payout),
                   Sharer = Available(Party.Sharer, payout),
                   Admin = Available(Party.Admin, payout),
                   payout.Currency,
                   Reserve = EntryKind.PayoutReserve,
                   Paid = EntryKind.PayoutPaid,
                   Returned = EntryKind.PayoutReturned,
                   payout.RequestedAt,
                   EntriesShown,
               })
           select TrailId.Of(TrailKind.Entry, seq),
    ];

    private static string Available(Party party, Payout payout) => AccountName.Of(party, payout.MemberId, Purse.Available).Value;

    private static TrailId? CauseOf(string subject) =>
        OrderKey.TryParse(subject) is { } order && subject.StartsWith("order:", StringComparison.Ordinal) ? new TrailId(TrailKind.Order, order.ToString())
        : subject.StartsWith("payout:", StringComparison.Ordinal) ? new TrailId(TrailKind.Payout, subject[7..])
        : null;

    /// <summary>Enough to recognise it, too little to misuse it.</summary>
    private static string Masked(string destination) => destination.Length > 6 ? "…" + destination[^4..] : "…";
}
