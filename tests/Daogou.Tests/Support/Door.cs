using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daogou.Api.Hosting;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Daogou.Tests.Support;

/// <summary>The whole program on a free port with a data folder of its own, spoken to over real HTTP.</summary>
public sealed partial class Door : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _folder;

    private Door(WebApplication application, string folder, FakeTimeProvider clock)
    {
        (_application, _folder, Clock) = (application, folder, clock);
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public FakeTimeProvider Clock { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _application.Services;

    public Database Book => Services.GetRequiredService<Database>();

    public static async Task<Door> OpenAsync(Roles roles = Roles.Api, Dictionary<string, string?>? settings = null)
    {
        var clock = new FakeTimeProvider(A.Monday);
        var folder = Directory.CreateTempSubdirectory("daogou-door-").FullName;
        var application = await DaogouHost.BuildAsync(
            new DaogouHostArguments
            {
                ReadsSurroundings = false,
                ConfigurationOverrides = new Dictionary<string, string?>(settings ?? [], StringComparer.OrdinalIgnoreCase) { ["Storage:Folder"] = folder },
                TimeProvider = clock,
                Roles = roles,
                Urls = ["http://127.0.0.1:0"],
                LogsToError = true,
            },
            TestContext.Current.CancellationToken);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new Door(application, folder, clock);
    }

    /// <summary>A client that follows nothing and keeps its cookies.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client with a key of these scopes.</summary>
    public async Task<HttpClient> CallerAsync(params string[] scopes)
    {
        var key = await Services.GetRequiredService<ApiKeys>().CreateAsync("test", scopes, null, TestContext.Current.CancellationToken);
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Secret);
        return client;
    }

    /// <summary>A browser in which the first operator is signed in.</summary>
    public async Task<HttpClient> OperatorAsync()
    {
        var token = await Services.GetRequiredService<OperatorDesk>().EnsureFirstAsync(TestContext.Current.CancellationToken)
            ?? await Services.GetRequiredService<SignInLinks>().IssueAsync(OperatorDesk.FirstName, TestContext.Current.CancellationToken);
        var browser = Browser();
        var page = await browser.GetStringAsync("/console/sign-in?token=" + token, TestContext.Current.CancellationToken);
        var answer = await PostFormAsync(browser, "/console/enter", page, ("token", token!));
        Assert.Equal("/console", answer.Headers.Location?.OriginalString);
        return browser;
    }

    /// <summary>Sends a form with the page's own antiforgery token.</summary>
    public static Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string path, string page, params (string Name, string Value)[] fields) =>
        browser.PostAsync(
            path,
            new FormUrlEncodedContent(
            [
                new KeyValuePair<string, string>("__RequestVerificationToken", FormToken().Match(page).Groups["token"].Value),
                .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)),
            ]),
            TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();
}
