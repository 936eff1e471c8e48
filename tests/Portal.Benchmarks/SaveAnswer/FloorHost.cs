using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Portal.Benchmarks.Hosting;
using Portal.Benchmarks.WriteArea;

namespace Portal.Benchmarks.SaveAnswer;

/// <summary>The floor: a bare page on the same web server that takes the same form and writes one row to the same kind of database, as durably.</summary>
public static class FloorHost
{
    public const string Command = "floor-host";

    public const string Insert = "insert into rows (id, text) values (@id, @text)";

    /// <summary>Starts the floor as a child.</summary>
    public static ServerProcess Start(TemporaryData data) => ServerProcess.StartSelf(
        [Command, "--connection", data.ConnectionString, data.IsPostgres ? "--postgres" : "--sqlite"],
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production" });

    /// <summary>Makes the table of the rows.</summary>
    public static async Task PrepareAsync(TemporaryData data, CancellationToken ct)
    {
        await using var connection = Connection(data.ConnectionString, data.IsPostgres);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of two constants.
        command.CommandText = data.IsPostgres
            ? "create table rows (id uuid primary key, text text not null)"
            : "pragma journal_mode=wal; create table rows (id text primary key, text text not null)";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Writes one row in a transaction of its own.</summary>
    public static async Task WriteAsync(string connectionString, bool postgres, string text, CancellationToken ct)
    {
        await using var connection = Connection(connectionString, postgres);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = Insert;
        Add(command, "id", Guid.CreateVersion7());
        Add(command, "text", text);
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var connection = options.Text("--connection")!;
        var postgres = options.Has("--postgres");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        });
        builder.Services.AddSingleton(new FloorRows(connection, postgres)).AddRazorPages();
        await using var app = builder.Build();
        app.MapRazorPages();
        app.MapPost("/row", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            await WriteAsync(connection, postgres, string.Join('\n', form.Select(f => f.Value.ToString())), http.RequestAborted);
            return Results.Redirect("/row");
        });
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static DbConnection Connection(string connectionString, bool postgres) =>
        postgres ? new NpgsqlConnection(connectionString) : new SqliteConnection(connectionString);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
