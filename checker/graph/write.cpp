// SPDX-License-Identifier: Apache-2.0
#include "graph/write.h"

#include <fmt/format.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/property_map/dynamic_property_map.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <sstream>

namespace mc::graph {

namespace {

struct Node {
  std::size_t number = 0;  ///< of the class
  std::string violation;   ///< name of the property that breaks here; empty for a class
};

struct Arc {
  std::set<std::string> functions;
  bool fails = false;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, Node, Arc>;
using Vertex = Graph::vertex_descriptor;
using Edge = Graph::edge_descriptor;

/// The classes under their numbers, then a node for every broken property.
Graph boost_graph(const Quotient& quotient) {
  Graph graph;
  for (std::size_t i = 0; i < quotient.classes.size(); ++i)
    boost::add_vertex(Node{.number = i, .violation = ""}, graph);
  for (const auto& [ends, functions] : quotient.edges)
    boost::add_edge(ends.first, ends.second, Arc{.functions = functions}, graph);
  std::map<std::string, Vertex> broken;
  for (const auto& [from, functions] : quotient.violations) {
    const auto [entry, fresh] = broken.emplace(from.second, 0);
    if (fresh) entry->second = boost::add_vertex(Node{.number = 0, .violation = from.second}, graph);
    boost::add_edge(from.first, entry->second, Arc{.functions = functions, .fails = true}, graph);
  }
  return graph;
}

std::string joined(const std::set<std::string>& names, const std::string& separator, std::size_t most) {
  std::string out;
  std::size_t count = 0;
  for (const std::string& name : names) {
    if (count++ == most) return fmt::format("{}{}{} more", out, separator, names.size() - most);
    out += (out.empty() ? "" : separator) + name;
  }
  return out;
}

class Writer {
 public:
  Writer(const ir::System& system, const Quotient& quotient, const View& view)
      : system_(system), quotient_(quotient), view_(view), graph_(boost_graph(quotient)) {}

  std::string dot(const std::string& title) {
    add_vertex_text("label", [&](Vertex v) { return label(v, "\\n"); });
    add_vertex_text("shape", [&](Vertex v) { return graph_[v].violation.empty() ? "box" : "octagon"; });
    add_vertex_text("color", [&](Vertex v) { return graph_[v].violation.empty() ? "black" : "red"; });
    add_vertex_text("penwidth", [&](Vertex v) { return initial(v) ? "3" : "1"; });
    add_edge_text("label", [&](Edge e) { return joined(graph_[e].functions, "\\n", most_told); });
    add_edge_text("color", [&](Edge e) { return graph_[e].fails ? "red" : "black"; });
    add_graph_text("label", title);
    add_graph_text("labelloc", "t");
    properties_.property("node_id", boost::get(boost::vertex_index, graph_));
    std::ostringstream out;
    boost::write_graphviz_dp(out, graph_, properties_);
    return out.str();
  }

  std::string graphml() {
    add_vertex_text("label", [&](Vertex v) { return label(v, ", "); });
    add_vertex_text("violation", [&](Vertex v) { return graph_[v].violation; });
    properties_.property("states", boost::make_function_property_map<Vertex, long>([&](Vertex v) {
                           return graph_[v].violation.empty() ? static_cast<long>(class_of(v).states) : 0L;
                         }));
    properties_.property(
        "initial", boost::make_function_property_map<Vertex, bool>([&](Vertex v) { return initial(v); }));
    for (std::size_t i = 0; i < view_.size(); ++i)
      add_vertex_text(view_[i].label,
                      [&, i](Vertex v) { return graph_[v].violation.empty() ? value(v, i) : ""; });
    properties_.property("label", boost::make_function_property_map<Edge, std::string>([&](Edge e) {
                           return joined(graph_[e].functions, ", ", graph_[e].functions.size());
                         }));
    std::ostringstream out;
    boost::write_graphml(out, graph_, properties_, true);
    return out.str();
  }

 private:
  static constexpr std::size_t most_told = 4;

  template <typename Function>
  void add_vertex_text(const std::string& name, Function function) {
    properties_.property(name, boost::make_function_property_map<Vertex, std::string>(std::move(function)));
  }
  template <typename Function>
  void add_edge_text(const std::string& name, Function function) {
    properties_.property(name, boost::make_function_property_map<Edge, std::string>(std::move(function)));
  }
  void add_graph_text(const std::string& name, const std::string& text) {
    properties_.property(
        name, boost::make_function_property_map<Graph*, std::string>([text](Graph*) { return text; }));
  }

  const Class& class_of(Vertex v) const { return quotient_.classes[graph_[v].number]; }
  bool initial(Vertex v) const { return graph_[v].violation.empty() && graph_[v].number == 0; }
  std::string value(Vertex v, std::size_t column) const {
    return to_string(system_, view_[column], class_of(v).values[column]);
  }

  /// "uptodate 1, dirty 0", or the number of a single state.
  std::string label(Vertex v, const std::string& separator) const {
    if (!graph_[v].violation.empty()) return graph_[v].violation;
    if (view_.empty()) return std::to_string(graph_[v].number);
    std::string out;
    for (std::size_t i = 0; i < view_.size(); ++i)
      out += fmt::format("{}{} {}", i == 0 ? "" : separator, view_[i].label, value(v, i));
    return out;
  }

  const ir::System& system_;
  const Quotient& quotient_;
  const View& view_;
  Graph graph_;
  boost::dynamic_properties properties_;
};

}  // namespace

std::string dot(const ir::System& system, const Quotient& quotient, const View& view,
                const std::string& title) {
  return Writer(system, quotient, view).dot(title);
}

std::string graphml(const ir::System& system, const Quotient& quotient, const View& view) {
  return Writer(system, quotient, view).graphml();
}

}  // namespace mc::graph
