// What BuildKit's frontend makes of Dockerfiles: reads one question a line as JSON, writes one answer a line.
// Nothing is built and no registry is asked: a base is an image of Linux with a PATH and nothing else.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"

	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/solver/pb"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
	"github.com/opencontainers/go-digest"
)

type question struct {
	Name       string   `json:"name"`
	Dockerfile *string  `json:"dockerfile"`
	Ignore     *string  `json:"ignore"`
	Paths      []string `json:"paths"`
}

type instruction struct {
	Keyword string `json:"keyword"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

type healthcheck struct {
	Test []string `json:"test"`
}

type image struct {
	User        string       `json:"user"`
	Exposes     []string     `json:"exposes"`
	Environment []string     `json:"environment"`
	Workdir     string       `json:"workdir"`
	Entrypoint  []string     `json:"entrypoint"`
	Command     []string     `json:"command"`
	Volumes     []string     `json:"volumes"`
	Healthcheck *healthcheck `json:"healthcheck"`
}

type refusal struct {
	Message string `json:"message"`
	// The first line of the instruction; 0 where none is named.
	Line int `json:"line"`
	// "parser": the file as a whole is none; "plan": what it says cannot be built.
	By string `json:"by"`
}

type answer struct {
	Name         string        `json:"name"`
	Instructions []instruction `json:"instructions"`
	Refused      *refusal      `json:"refused"`
	Image        *image        `json:"image"`
	// References of the images that the stages start from.
	Bases []string `json:"bases"`
	// Of each path whether it is left out of the build context; null where the build stops at it.
	Ignored []*bool `json:"ignored"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	decoder := json.NewDecoder(in)
	encoder := json.NewEncoder(out)
	for decoder.More() {
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(answered(asked)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func answered(asked question) (result answer) {
	result.Name = asked.Name
	defer func() {
		if cause := recover(); cause != nil {
			result.Refused = &refusal{Message: fmt.Sprint("panic: ", cause), By: "plan"}
		}
	}()
	if asked.Ignore != nil {
		result.Ignored, result.Refused = ignored(*asked.Ignore, asked.Paths)
		return result
	}
	text := []byte(*asked.Dockerfile)
	tree, err := parser.Parse(strings.NewReader(*asked.Dockerfile))
	if err != nil {
		result.Refused = refusalOf(err, "parser")
		return result
	}
	for _, node := range tree.AST.Children {
		result.Instructions = append(result.Instructions, instruction{
			Keyword: strings.ToUpper(node.Value), Start: node.StartLine, End: node.EndLine,
		})
	}
	if _, _, err := instructions.Parse(tree.AST, nil); err != nil {
		result.Refused = refusalOf(err, "parser")
		return result
	}
	capabilities := pb.Caps.CapSet(pb.Caps.All())
	bases := &plainBases{asked: map[string]bool{}}
	built, err := dockerfile2llb.Dockerfile2LLB(context.Background(), text, dockerfile2llb.ConvertOpt{
		MetaResolver: bases, LLBCaps: &capabilities,
	})
	for ref := range bases.asked {
		result.Bases = append(result.Bases, ref)
	}
	sort.Strings(result.Bases)
	if err != nil {
		result.Refused = refusalOf(err, "plan")
		return result
	}
	result.Image = imageOf(built)
	return result
}

func refusalOf(err error, by string) *refusal {
	result := &refusal{Message: err.Error(), By: by}
	var located *parser.LocationError
	if errors.As(err, &located) {
		for _, ranges := range located.Locations {
			for _, one := range ranges {
				if result.Line == 0 || one.Start.Line < result.Line {
					result.Line = one.Start.Line
				}
			}
		}
	}
	return result
}

func imageOf(built *dockerfile2llb.Result) *image {
	config := built.Image.Config
	result := &image{
		User:        config.User,
		Environment: config.Env,
		Workdir:     config.WorkingDir,
		Entrypoint:  config.Entrypoint,
		Command:     config.Cmd,
	}
	for port := range config.ExposedPorts {
		result.Exposes = append(result.Exposes, port)
	}
	for volume := range config.Volumes {
		result.Volumes = append(result.Volumes, volume)
	}
	if config.Healthcheck != nil {
		result.Healthcheck = &healthcheck{Test: config.Healthcheck.Test}
	}
	sort.Strings(result.Exposes)
	sort.Strings(result.Volumes)
	return result
}

// Bases of several stages are asked for at the same time.
type plainBases struct {
	lock  sync.Mutex
	asked map[string]bool
}

func (bases *plainBases) ResolveImageConfig(
	_ context.Context, ref string, _ sourceresolver.Opt,
) (string, digest.Digest, []byte, error) {
	bases.lock.Lock()
	bases.asked[ref] = true
	bases.lock.Unlock()
	return ref, "", []byte(`{"architecture":"amd64","os":"linux",` +
		`"config":{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]},` +
		`"rootfs":{"type":"layers","diff_ids":["sha256:` + strings.Repeat("0", 64) + `"]}}`), nil
}

// Goes down to each path as the build context is walked: what matches a folder matches what is in it.
func ignored(text string, paths []string) ([]*bool, *refusal) {
	patterns, err := ignorefile.ReadAll(strings.NewReader(text))
	if err != nil {
		return nil, &refusal{Message: err.Error(), By: "parser"}
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		return nil, &refusal{Message: err.Error(), By: "parser"}
	}
	result := make([]*bool, 0, len(paths))
	for _, path := range paths {
		var above patternmatcher.MatchInfo
		found := false
		parts := strings.Split(path, "/")
		for count := range parts {
			found, above, err = matcher.MatchesUsingParentResults(strings.Join(parts[:count+1], "/"), above)
			if err != nil {
				break
			}
		}
		if err != nil {
			result = append(result, nil)
			continue
		}
		// The walk passes over it, or it cannot be opened: fsutil asks both.
		closed, err := matcher.MatchesOrParentMatches(path)
		if err != nil {
			result = append(result, nil)
			continue
		}
		left := found || closed
		result = append(result, &left)
	}
	return result, nil
}
