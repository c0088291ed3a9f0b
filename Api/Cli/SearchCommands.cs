using System.CommandLine;
using System.Globalization;
using Daogou.Core.Amounts;
using Daogou.Core.Deals;
using Daogou.Core.Search;
using Daogou.Core.Storage;

namespace Daogou.Api.Cli;

/// <summary><c>deals search</c> and <c>search rebuild</c>.</summary>
internal static class SearchCommands
{
    public static Command Deals(Terminal terminal)
    {
        var words = new Argument<string[]>("words") { Description = "Words in any order; pinyin works, slips are repaired", Arity = ArgumentArity.ZeroOrMore };
        var limit = new Option<int>("--limit") { Description = "At most so many, 1 to 100", DefaultValueFactory = _ => 20, HelpName = "n" };
        var merchant = new Option<string?>("--merchant") { Description = "Only this merchant's", HelpName = "key" };
        var category = new Option<string?>("--category") { Description = "Only with this in the category's name", HelpName = "text" };
        var coupon = new Option<bool>("--coupon") { Description = "Only with a coupon" };
        var search = new Command("search", "Find deals, the best first") { words, limit, merchant, category, coupon };
        search.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var query = new SearchQuery
                {
                    Words = string.Join(' ', parsed.GetValue(words) ?? []),
                    Take = parsed.GetValue(limit),
                    Filter = new SearchFilter { Merchant = parsed.GetValue(merchant), Category = parsed.GetValue(category), WithCoupon = parsed.GetValue(coupon) },
                };
                var page = await services.GetRequiredService<DealSearch>().FindAsync(query, cancellationToken);
                Show(terminal, page, parsed.GetValue(Tool.Json));
                return page.Deals.Count > 0 ? ExitCode.Ok : ExitCode.No;
            },
            cancellationToken));
        return new Command("deals", "Deals") { search };
    }

    public static Command Search(Terminal terminal)
    {
        var rebuild = new Command("rebuild", "Lay the search index out anew: measures it here, and every running server does it within seconds");
        rebuild.SetAction((parsed, cancellationToken) => Tool.RunAsync(
            parsed,
            async services =>
            {
                var built = await services.GetRequiredService<DealIndex>().RebuildAsync(cancellationToken);
                var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
                await services.GetRequiredService<Database>().WriteAsync(session => SearchStore.AskRebuildAsync(session, now), cancellationToken);
                if (parsed.GetValue(Tool.Json))
                {
                    terminal.Json(new { built.Deals, built.Bytes, Milliseconds = (long)built.Took.TotalMilliseconds });
                }
                else
                {
                    terminal.Line($"{built.Deals} deals, {built.Bytes / 1024} KiB, {built.Took.TotalMilliseconds:F0} ms. Running servers were asked to do the same.");
                }
                return ExitCode.Ok;
            },
            cancellationToken));
        return new Command("search", "The search index") { rebuild };
    }

    private static void Show(Terminal terminal, SearchPage page, bool asJson)
    {
        if (asJson)
        {
            foreach (var (deal, _, hit) in page.Deals)
            {
                terminal.Json(new
                {
                    Id = $"deal:{deal.Id}", hit.Score, hit.Relevance, hit.Quality, deal.Title, deal.Merchant, Price = deal.Price?.ToString(),
                    ListPrice = deal.ListPrice?.ToString(), deal.Category, deal.Url, deal.EndsAt,
                });
            }
            return;
        }
        if (page.Reading != SearchReading.Exact && page.Deals.Count > 0)
        {
            terminal.Line(page.Reading == SearchReading.Repaired ? $"Nothing is written so; showing {page.Instead}." : "Nothing has all these words; the nearest:");
        }
        terminal.Table(
            [">score", ">fit", "id", "title", "merchant", ">price", ">off", "category"],
            page.Deals.Select(found => (IReadOnlyList<string?>)
                [Points(found.Hit.Score), Points(found.Hit.Relevance), $"deal:{found.Deal.Id}", found.Deal.Title, found.Deal.Merchant, found.Deal.Price?.ToText(), Off(found.Deal), found.Deal.Category]));
        terminal.Line(page.Next is null ? $"{page.Deals.Count} deals." : $"{page.Deals.Count} deals, and there are more.");
    }

    private static string Points(float score) => score.ToString("F0", CultureInfo.InvariantCulture);

    private static string? Off(Deal deal) => deal is { Price: { } price, ListPrice: { } list } && list > price ? Rate.Discount(price, list).ToString() : null;
}
