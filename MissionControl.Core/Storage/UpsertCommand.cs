using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MissionControl.Core.Storage;

/// <summary>Writes many rows of one table in the context's open transaction, with one statement that is compiled once.</summary>
internal sealed class UpsertCommand : IAsyncDisposable
{
    private readonly DbCommand _command;
    private readonly string[] _columns;

    public UpsertCommand(MissionContext context, string table, string[] key, string[] values)
    {
        _columns = [.. key, .. values];
        _command = context.Database.GetDbConnection().CreateCommand();
        _command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        _command.CommandText = context.Dialect.Upsert(table, key, values);
        foreach (var column in _columns)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = $"@{column}";
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>Values in the order of the columns, key first.</summary>
    public Task ExecuteAsync(object?[] values, CancellationToken cancellationToken)
    {
        for (var index = 0; index < _columns.Length; index++)
            _command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return _command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
