using Daogou.Core.Ranking;
using Daogou.Core.Reports;
using Daogou.Core.Storage;
using Microsoft.Extensions.Options;

namespace Daogou.Tests.Support;

/// <summary>What learns from a test's book.</summary>
internal static class Tastes
{
    public static TasteDesk Of(TestBook test, RankingOptions? options = null) =>
        new(test.Book, new PickOutcomes(test.Book, new ClickBook(test.Clicks), test.Time), Options.Create(options ?? new RankingOptions()), test.Time);
}
