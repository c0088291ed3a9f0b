namespace Daogou.Core.Reports;

/// <summary>How reports find the order of a ledger entry in SQL: the same text as <c>OrderKey.Subject</c>.</summary>
internal static class OrderSubjects
{
    public const string IsPerson = "(l.account LIKE 'member:%' OR l.account LIKE 'sharer:%' OR l.account LIKE 'admin:%')";

    /// <summary>An expression over the orders table of this name.</summary>
    public static string Of(string table) =>
        $"'order:' || {table}.network || '/' || {Escaped($"{table}.order_no")} || '/' || {Escaped($"{table}.item_no")}";

    private static string Escaped(string column) => $"replace(replace({column}, '%', '%25'), '/', '%2F')";
}
