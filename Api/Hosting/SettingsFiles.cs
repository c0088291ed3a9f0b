namespace Daogou.Api.Hosting;

/// <summary>Where settings come from, the later over the earlier: file, user secrets, environment, command line.</summary>
internal static class SettingsFiles
{
    public const string Default = "appsettings.json";

    /// <summary>Loads them and says what in the file looks like a slip.</summary>
    /// <exception cref="SettingsException">The file is missing, unreadable or not JSON.</exception>
    public static IReadOnlyList<string> Load(IConfigurationManager configuration, DaogouHostArguments arguments)
    {
        IReadOnlyList<string> warnings = [];
        configuration.Sources.Clear();
        if (arguments.ReadsSurroundings)
        {
            var path = Path.GetFullPath(arguments.SettingsFile ?? Default);
            if (Read(path, arguments.SettingsFile is not null) is { } file)
            {
                warnings = SettingsCheck.FileWarnings(file);
                configuration.AddJsonFile(path, optional: false, reloadOnChange: false);
            }
            configuration.AddUserSecrets(typeof(SettingsFiles).Assembly, optional: true, reloadOnChange: false);
            configuration.AddEnvironmentVariables();
        }
        configuration.AddInMemoryCollection(arguments.ConfigurationOverrides);
        return warnings;
    }

    /// <summary>Reads the file by itself first, so that a slip of the pen is named with its line.</summary>
    private static IConfigurationRoot? Read(string file, bool required)
    {
        if (!File.Exists(file))
        {
            return required ? throw new SettingsException([$"{file}: there is no such settings file."]) : null;
        }
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: false).Build();
        }
        catch (InvalidDataException e)
        {
            var cause = e.GetBaseException();
            throw new SettingsException([$"{file}: {cause.Message}"]);
        }
        catch (UnauthorizedAccessException)
        {
            throw new SettingsException([$"{file}: the program may not read it."]);
        }
    }
}
