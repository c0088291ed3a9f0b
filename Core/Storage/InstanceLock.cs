using System.Globalization;

namespace Daogou.Core.Storage;

/// <summary>Held by the one running program of a data folder. A second start is refused with the name of the first.</summary>
public sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>Takes the folder's lock or says who holds it.</summary>
    /// <exception cref="InvalidOperationException">Another process holds it; the message names its number, machine and start time.</exception>
    public static InstanceLock Take(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var path = Path.GetFullPath(Path.Combine(folder, "daogou.lock"));
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new InvalidOperationException(
                $"{Path.GetFullPath(folder)} is in use by {Holder(path)}. Stop that one first, or give this one another Storage:Folder.", e);
        }
        var started = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        // The locked file itself cannot be read by the one who is refused, so the name stands beside it.
        File.WriteAllText(path + ".holder", $"process {Environment.ProcessId} on {Environment.MachineName}, started {started} UTC");
        return new InstanceLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string Holder(string path) => File.Exists(path + ".holder") ? File.ReadAllText(path + ".holder") : "another process";
}
