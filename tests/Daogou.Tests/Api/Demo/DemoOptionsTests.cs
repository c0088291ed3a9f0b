using Daogou.Api.Demo;
using Xunit;

namespace Daogou.Tests.Api.Demo;

public sealed class DemoOptionsTests
{
    [Fact]
    public void Port_folder_and_keep_are_read_and_anything_else_is_named()
    {
        var read = DemoOptions.Read(["--keep", "--port", "6100", "--folder", "elsewhere"], out _);
        Assert.Equal((true, 6100, "elsewhere"), (read!.Keep, read.Port, read.Folder));

        Assert.Null(DemoOptions.Read(["--port", "many"], out var wrong));
        Assert.Contains("'--port'", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_the_demo_did_not_make_is_never_emptied()
    {
        var folder = Directory.CreateTempSubdirectory("daogou-mine-").FullName;
        var mine = Path.Combine(folder, "letters.txt");
        await File.WriteAllTextAsync(mine, "dear", TestContext.Current.CancellationToken);
        try
        {
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => DemoRun.StartAsync(new DemoOptions { Port = 0, Folder = folder }, TestContext.Current.CancellationToken));
            Assert.True(File.Exists(mine));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
