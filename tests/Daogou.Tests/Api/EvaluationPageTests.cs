using System.Net;
using Daogou.Api.Console;
using Daogou.Api.Console.Pages;
using Daogou.Api.Hosting;
using Daogou.Core.Ranking.Evaluation;
using Daogou.Tests.Core.Ranking.Evaluation;
using Daogou.Tests.Support;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Api;

/// <summary>The console's page of estimates, with and without a log behind it.</summary>
public sealed class EvaluationPageTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_log_it_says_so_in_both_languages_and_opens_no_file_for_a_reader()
    {
        await using var door = await Door.OpenAsync();
        using var browser = await door.OperatorAsync();
        await browser.GetAsync("/console/language/en", Now);
        Assert.Contains("No digest with logged probabilities", await browser.GetStringAsync("/console/evaluation?days=7", Now), StringComparison.Ordinal);
        Assert.Contains("A way of choosing is written", await browser.GetStringAsync("/console/evaluation?policy=file:/etc/passwd", Now), StringComparison.Ordinal);
        await browser.GetAsync("/console/language/zh", Now);
        Assert.Contains("没有记录选择概率", WebUtility.HtmlDecode(await browser.GetStringAsync("/console/evaluation", Now)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_log_it_shows_each_way_of_choosing_with_its_interval_and_what_cannot_be_said()
    {
        var slates = new SlateWorld(31).Log(6, 12);
        slates[0] = slates[0] with { Candidates = [.. slates[0].Candidates.Select(candidate => candidate with { Values = [] })] };
        var html = await RenderAsync(slates, new FakeTimeProvider(A.Monday.AddDays(14)));
        Assert.Contains("144 digests, 432 deals shown, 6 groups", html, StringComparison.Ordinal);
        var uniform = new OffPolicy(slates, new OffPolicyRule()).Judge(new UniformPolicy()).Find(Estimator.Snips)!.Value;
        Assert.Contains(FormattableString.Invariant($"{uniform.Value:0.####} [{uniform.Low:0.####}, {uniform.High:0.####}]"), html, StringComparison.Ordinal);
        Assert.Contains("cannot say", html, StringComparison.Ordinal);
        Assert.Contains("No digest with logged probabilities", await RenderAsync(slates, new FakeTimeProvider(A.Monday.AddDays(60))), StringComparison.Ordinal);
    }

    /// <summary>The page as the server renders it, over a log in a file.</summary>
    private static async Task<string> RenderAsync(List<LoggedSlate> slates, TimeProvider time)
    {
        var lines = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', slates.Select(SlateWorld.Line)));
        var http = new DefaultHttpContext();
        var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(time)
            .AddSingleton(Options.Create(new ApiOptions { TimeZone = "Asia/Shanghai" }))
            .AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = http })
            .AddSingleton<Speech>()
            .AddSingleton<ISlateLog>(new SlateFile(() => new MemoryStream(lines)))
            .AddCascadingValue<HttpContext>(_ => http);
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => WebUtility.HtmlDecode((await renderer.RenderComponentAsync<EvaluationPage>()).ToHtmlString()));
    }
}
