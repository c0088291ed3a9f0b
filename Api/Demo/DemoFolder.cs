using Daogou.Core.Storage;

namespace Daogou.Api.Demo;

/// <summary>The demo's data: thrown away at the next start unless told to keep it.</summary>
internal static class DemoFolder
{
    private const string Mark = "demo.txt";

    /// <summary>Makes the folder ready; only a folder that the demo itself made is ever emptied.</summary>
    /// <exception cref="InvalidOperationException">Another demo runs on it, or something else lives there.</exception>
    public static void Prepare(string folder, bool keep)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(Path.Combine(folder, Mark)))
            {
                throw new InvalidOperationException($"{Path.GetFullPath(folder)} holds something that the demo did not make. Give it another --folder.");
            }
            if (!keep)
            {
                InstanceLock.Take(folder, TimeProvider.System).Dispose();
                Directory.Delete(folder, recursive: true);
            }
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Mark), "The data of Daogou's demo. It is deleted when the demo starts again without --keep.\n");
    }
}
