using System.CommandLine;
using Daogou.Api.Hosting;

namespace Daogou.Api.Cli;

/// <summary><c>config check</c>: are the settings right? Nothing is opened.</summary>
internal static class ConfigCommand
{
    public static Command Build(Terminal terminal)
    {
        var check = new Command("check", "Check the settings without starting anything");
        check.SetAction(parsed =>
        {
            using var configuration = new ConfigurationManager();
            var inFile = SettingsFiles.Load(configuration, new DaogouHostArguments { SettingsFile = parsed.GetValue(Tool.Settings) });
            var findings = DaogouHost.CheckSettings(configuration);
            string[] warnings = [.. inFile, .. findings.Warnings];
            if (parsed.GetValue(Tool.Json))
            {
                foreach (var problem in findings.Problems)
                {
                    terminal.Json(new { Level = "error", Message = problem });
                }
                foreach (var warning in warnings)
                {
                    terminal.Json(new { Level = "warning", Message = warning });
                }
            }
            else
            {
                foreach (var problem in findings.Problems)
                {
                    terminal.Line("wrong    " + problem);
                }
                foreach (var warning in warnings)
                {
                    terminal.Line("warning  " + warning);
                }
                terminal.Line(findings.Problems.Count == 0 ? "The settings are right." : $"{findings.Problems.Count} to correct.");
            }
            return findings.Problems.Count == 0 ? ExitCode.Ok : ExitCode.Wrong;
        });
        return new Command("config", "Settings") { check };
    }
}
