using System.CommandLine;
using Daogou.Api.Hosting;
using Daogou.Core.Access;
using Daogou.Core.Links;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Daogou.Api.Cli;

/// <summary><c>serve</c>, which is also what happens without a command.</summary>
internal static class ServeCommand
{
    public static void AddTo(RootCommand root, Terminal terminal)
    {
        var roles = new Option<Roles>("--roles")
        {
            Description = "What this process runs: api, bot, crawler (comma-separated)",
            HelpName = "roles",
            DefaultValueFactory = _ => Roles.All,
            CustomParser = result =>
            {
                var parsed = Roles.None;
                foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
                {
                    if (!Enum.TryParse<Roles>(word, ignoreCase: true, out var role) || role == Roles.None || !char.IsLetter(word[0]))
                    {
                        result.AddError($"--roles: got \"{word}\", accepts api, bot and crawler, separated by commas.");
                        return Roles.None;
                    }
                    parsed |= role;
                }
                return parsed;
            },
        };
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on instead of Api:Listen", HelpName = "addresses" };
        var serve = new Command("serve", "Run the server (this is the default)") { roles, urls };
        serve.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(roles), parsed.GetValue(urls), terminal, cancellationToken));
        root.Subcommands.Add(serve);
        root.Options.Add(roles);
        root.Options.Add(urls);
        root.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(roles), parsed.GetValue(urls), terminal, cancellationToken));
    }

    private static async Task<int> RunAsync(ParseResult parsed, Roles roles, string? urls, Terminal terminal, CancellationToken cancellationToken)
    {
        var arguments = new DaogouHostArguments
        {
            SettingsFile = parsed.GetValue(Tool.Settings),
            Roles = roles,
            Urls = urls?.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        };
        await using var application = await DaogouHost.BuildAsync(arguments, cancellationToken);
        await application.StartAsync(cancellationToken);
        await WelcomeAsync(application, roles, terminal, cancellationToken);
        await application.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Ok;
    }

    private static async Task WelcomeAsync(WebApplication application, Roles roles, Terminal terminal, CancellationToken cancellationToken)
    {
        var services = application.Services;
        var listening = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        terminal.Line();
        terminal.Heading($"Daogou is running ({RoleWords(roles)}).");
        if (roles.HasFlag(Roles.Api))
        {
            terminal.Line($"  console   {listening}/console");
            terminal.Line($"  REST      {listening}/api/v1   (try it: {listening}/scalar/v1)");
        }
        terminal.Line($"  links     {services.GetRequiredService<PublicAddress>().Redirect("…").AbsoluteUri.Replace(Uri.EscapeDataString("…"), "…", StringComparison.Ordinal)}");
        terminal.Line($"  data      {services.GetRequiredService<OpenBooks>().Book.Where}");
        if (roles.HasFlag(Roles.Api) && await services.GetRequiredService<OperatorDesk>().EnsureFirstAsync(cancellationToken) is { } token)
        {
            terminal.Line();
            terminal.Line("  Sign in once with this link (good for 15 minutes; `operator link` makes another):");
            terminal.Line($"  {listening}/console/sign-in?token={token}");
        }
        terminal.Line("  Stop with Ctrl+C.");
        terminal.Line();
    }

    private static string RoleWords(Roles roles) => roles == Roles.All
        ? "api, bot and crawler"
        : string.Join(", ", Enum.GetValues<Roles>().Where(role => role is not (Roles.None or Roles.All) && roles.HasFlag(role)).Select(role => role.ToString().ToLowerInvariant()));
}
