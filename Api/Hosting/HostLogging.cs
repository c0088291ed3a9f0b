using Microsoft.Extensions.Logging.Console;

namespace Daogou.Api.Hosting;

/// <summary>Our own lines from Information on, the framework's only when something is wrong.</summary>
internal static partial class HostLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration, DaogouHostArguments arguments)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // It only tells of the begin and end of requests, and an activity is made for each of them as long as it is listened to at all.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Daogou.Api.Access", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Polly", LogLevel.Error);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.SetMinimumLevel(arguments.LogsToError ? LogLevel.Warning : LogLevel.Information);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddConsole(console => console.FormatterName = ShortLines.FormatterName);
        logging.AddConsoleFormatter<ShortLines, ConsoleFormatterOptions>();
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = arguments.LogsToError ? LogLevel.Trace : LogLevel.None);
    }

    [LoggerMessage(LogLevel.Warning, "Settings: {Finding}")]
    public static partial void LogSetting(ILogger logger, string finding);
}
