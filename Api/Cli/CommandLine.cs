using System.CommandLine;
using Daogou.Api.Hosting;
using Daogou.Core.Storage;

namespace Daogou.Api.Cli;

/// <summary>The commands, and what the program's end says when one cannot do its work.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        var parsed = Build(terminal).Parse(args);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCode.Wrong : code;
        }
        catch (SettingsException e)
        {
            terminal.Fault(e.Problems.Count == 1 ? "A setting is wrong:" : $"{e.Problems.Count} settings are wrong:");
            foreach (var problem in e.Problems)
            {
                terminal.Fault("  " + problem);
            }
            terminal.Fault("Every option stands in appsettings.example.json; secrets go into the environment (Telegram__Token).");
            return ExitCode.Wrong;
        }
        catch (InstanceInUseException e)
        {
            terminal.Fault(e.Message);
            return ExitCode.InUse;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            terminal.Fault($"{e.Message} Stop that program, or set Api:Listen to another address.");
            return ExitCode.InUse;
        }
        catch (Exception e) when (StorageFault(e) is { } fault)
        {
            terminal.Fault(fault);
            return ExitCode.Storage;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
    }

    private static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("Daogou collects deals, posts them through tracked links, and pays rebates from a ledger that adds up.");
        root.Options.Add(Tool.Settings);
        Tool.Settings.Recursive = true;
        Tool.Json.Recursive = true;
        root.Options.Add(Tool.Json);
        ServeCommand.AddTo(root, terminal);
        foreach (var command in (Command[])
        [
            DemoCommand.Build(),
            SourceCommand.Build(terminal),
            SearchCommands.Deals(terminal),
            SearchCommands.Search(terminal),
            DealCommands.Link(terminal),
            DealCommands.Rank(terminal),
            NetworkCommands.Build(terminal),
            MoneyCommands.Orders(terminal),
            MoneyCommands.Report(terminal),
            MoneyCommands.Ledger(terminal),
            TrailCommand.Build(terminal),
            InspectCommand.Build(),
            EvalCommands.Build(terminal),
            AccessCommands.Operator(terminal),
            AccessCommands.Key(terminal),
            ConfigCommand.Build(terminal),
            DoctorCommand.Build(terminal),
        ])
        {
            root.Subcommands.Add(command);
        }
        return root;
    }

    private static string? StorageFault(Exception e) => e switch
    {
        StorageUnavailableException => e.Message,
        NotSupportedException => e.Message,
        Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 8 or 10 or 11 or 13 or 14 or 26 } sqlite => $"The data file cannot be used: {sqlite.Message}",
        Npgsql.NpgsqlException postgres => $"PostgreSQL cannot be used: {postgres.GetBaseException().Message}",
        UnauthorizedAccessException denied => denied.Message,
        InvalidOperationException { Source: "Daogou.Core" } schema => schema.Message,
        _ => null,
    };
}
