namespace Daogou.Api.Hosting;

/// <summary>Where settings come from, the later over the earlier: file, user secrets, environment, command line.</summary>
internal static class SettingsFiles
{
    public const string Default = "appsettings.json";

    public static void Load(IConfigurationManager configuration, DaogouHostArguments arguments)
    {
        configuration.Sources.Clear();
        if (arguments.ReadsSurroundings)
        {
            var file = Path.GetFullPath(arguments.SettingsFile ?? Default);
            RequireReadable(file, arguments.SettingsFile is not null);
            configuration.AddJsonFile(file, optional: arguments.SettingsFile is null, reloadOnChange: false);
            configuration.AddUserSecrets(typeof(SettingsFiles).Assembly, optional: true, reloadOnChange: false);
            configuration.AddEnvironmentVariables();
        }
        configuration.AddInMemoryCollection(arguments.ConfigurationOverrides);
    }

    /// <summary>Reads the file once by itself, so that a slip of the pen is named with its line.</summary>
    private static void RequireReadable(string file, bool required)
    {
        if (!File.Exists(file))
        {
            if (required)
            {
                throw new SettingsException([$"{file}: there is no such settings file."]);
            }
            return;
        }
        try
        {
            new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: false).Build();
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException([$"{file}: {e.InnerException?.Message ?? e.Message}"]);
        }
        catch (UnauthorizedAccessException)
        {
            throw new SettingsException([$"{file}: the program may not read it."]);
        }
    }
}
